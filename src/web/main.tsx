import { QueryCache, QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { RouterProvider } from "@tanstack/react-router";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import "@fontsource/inter/400.css";
import "@fontsource/inter/600.css";
import "@fontsource/eb-garamond/400.css";
import "@fontsource/eb-garamond/400-italic.css";
import "./tokens.css";
import "./base.css";
import { Refusal, toStart } from "./client.ts";
import { hasUnsaved, onRecovery } from "./data/keeping.ts";
import { recallTheme } from "./layout/theme.ts";
import { makeRouter } from "./router.tsx";

const queries = new QueryClient({
  queryCache: new QueryCache({
    onError: (error) => {
      // A session that has ended: the page has nothing to show, and /start says how to come in. What nothing but this window
      // holds is not left; the page says what to do.
      if (error instanceof Refusal && error.code === "UNAUTHENTICATED" && !hasUnsaved())
        location.assign(toStart());
    },
  }),
  defaultOptions: {
    queries: {
      // A refusal stays one; only a lost server is asked again.
      retry: (count, error) => error instanceof Refusal && error.code === "OFFLINE" && count < 3,
      staleTime: 30_000,
      // What is asked again and fails takes the form away that holds what is typed.
      refetchOnWindowFocus: () => !hasUnsaved(),
    },
  },
});

onRecovery(() => void queries.invalidateQueries());

recallTheme();
createRoot(document.getElementById("root")!).render(
  <StrictMode>
    <QueryClientProvider client={queries}>
      <RouterProvider router={makeRouter()} />
    </QueryClientProvider>
  </StrictMode>,
);
