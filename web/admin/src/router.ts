import { createRouter } from '@tanstack/react-router';
import { queryClient } from './query-client';
import { routeTree } from './route-tree.gen';
import { MissingPage } from './shell/missing-page';
import { PageError } from './shell/page-error';
import { PagePending } from './shell/page-pending';

export function createAppRouter() {
  return createRouter({
    routeTree,
    context: { queryClient },
    defaultPreload: 'intent',
    // React Query decides what is fresh.
    defaultPreloadStaleTime: 0,
    defaultErrorComponent: PageError,
    defaultNotFoundComponent: MissingPage,
    defaultPendingComponent: PagePending,
    defaultPendingMs: 300,
    scrollRestoration: true,
    scrollToTopSelectors: ['#main'],
  });
}

declare module '@tanstack/react-router' {
  interface Register {
    router: ReturnType<typeof createAppRouter>;
  }
}
