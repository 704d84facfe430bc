/** Addresses to screens. The screens come from one list; each loads its code when it is first opened. */
import {
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
  Navigate,
  Outlet,
} from "@tanstack/react-router";
import { ErrorLine } from "./components/error-line.tsx";
import { parseSearch, stringifySearch, useAddress } from "./layout/address.ts";
import { CaseFrame } from "./layout/case-frame.tsx";
import { FIRST_SCREEN, PAGES, SCREENS } from "./screens/index.ts";
import { pathTo } from "./layout/address.ts";

const root = createRootRoute({ component: Outlet, notFoundComponent: NothingHere });

const cases = createRoute({
  getParentRoute: () => root,
  path: "/",
  component: lazyRouteComponent(() => import("./screens/cases/view.tsx"), "View"),
});

const password = createRoute({
  getParentRoute: () => root,
  path: "/password",
  component: lazyRouteComponent(() => import("./screens/password/view.tsx"), "View"),
});

const caseName = createRoute({ getParentRoute: () => root, path: "/cases/$caseName", component: CaseFrame });

const first = createRoute({ getParentRoute: () => caseName, path: "/", component: FirstScreen });

const screens = [...SCREENS, ...PAGES].map(({ path, load }) =>
  createRoute({
    getParentRoute: () => caseName,
    path: `/${path}/{-$item}`,
    component: lazyRouteComponent(load, "View"),
  }),
);

export function makeRouter() {
  return createRouter({
    routeTree: root.addChildren([cases, password, caseName.addChildren([first, ...screens])]),
    parseSearch,
    stringifySearch,
    defaultPreload: "intent",
    scrollRestoration: true,
  });
}

function FirstScreen() {
  return <Navigate to={pathTo(useAddress().caseName, FIRST_SCREEN)} replace />;
}

function NothingHere() {
  return (
    <main className="alone">
      <ErrorLine
        error={{
          code: "NOT_FOUND",
          message: "There is no page at this address.",
          hint: "Begin at the list of cases.",
        }}
      />
      <p>
        <a href="/">Cases</a>
      </p>
    </main>
  );
}
