import '@perennial/ui/styles.css';
import { startAppearance } from '@perennial/ui';
import { RouterProvider } from '@tanstack/react-router';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import * as z from 'zod/mini';
import { startI18n } from './i18n/i18n';
import { Providers } from './providers';
import { queryClient } from './query-client';
import { createAppRouter } from './router';
import { startSessionKeeper } from './session/session-keeper';

// The content security policy forbids eval, which zod would otherwise try.
z.config({ jitless: true });

// After an upgrade the files that an old page asks for are gone: one reload brings the new page.
window.addEventListener('vite:preloadError', () => {
  const lastReload = Number(sessionStorage.getItem('perennial.reloaded') ?? 0);
  if (Date.now() - lastReload < 60_000) return;
  sessionStorage.setItem('perennial.reloaded', String(Date.now()));
  window.location.reload();
});

startAppearance();
await startI18n();
const router = createAppRouter();
startSessionKeeper({
  onSessionOver: () => {
    queryClient.clear();
    const { href } = router.state.location;
    void router.navigate({ to: '/sign-in', search: { return_to: href }, replace: true });
  },
});

const root = document.getElementById('root');
if (!root) throw new Error('index.html has lost its root element');
createRoot(root).render(
  <StrictMode>
    <Providers>
      <RouterProvider router={router} />
    </Providers>
  </StrictMode>,
);
