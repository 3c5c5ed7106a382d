import { createFileRoute, redirect } from '@tanstack/react-router';
import { ensureSession } from '../session/session-keeper';
import { AppShell } from '../shell/app-shell';

export const Route = createFileRoute('/_app')({
  beforeLoad: async ({ location }) => {
    const session = await ensureSession();
    if (!session) throw redirect({ to: '/sign-in', search: { return_to: location.href }, replace: true });
    return { session };
  },
  component: AppShell,
});
