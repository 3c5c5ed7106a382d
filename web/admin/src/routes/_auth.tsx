import { createFileRoute } from '@tanstack/react-router';
import { AuthLayout } from '../features/auth/auth-layout';
import { loadNamespaces } from '../i18n/i18n';

export const Route = createFileRoute('/_auth')({
  loader: () => loadNamespaces('auth'),
  component: AuthLayout,
});
