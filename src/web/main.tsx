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
import { makeRouter } from "./router.tsx";

const queries = new QueryClient({
  queryCache: new QueryCache({
    onError: (error) => {
      // A session that has ended: the page has nothing to show, and /start says how to come in.
      if (error instanceof Refusal && error.code === "UNAUTHENTICATED") location.assign(toStart());
    },
  }),
  defaultOptions: {
    queries: {
      // A refusal stays one; only a lost server is asked again.
      retry: (count, error) => error instanceof Refusal && error.code === "OFFLINE" && count < 3,
      staleTime: 30_000,
    },
  },
});

createRoot(document.getElementById("root")!).render(
  <StrictMode>
    <QueryClientProvider client={queries}>
      <RouterProvider router={makeRouter()} />
    </QueryClientProvider>
  </StrictMode>,
);
