import { createFileRoute } from '@tanstack/react-router';
import * as z from 'zod/mini';
import { AcceptInvitationPage } from '../../features/auth/accept-invitation-page';

export const Route = createFileRoute('/_auth/accept-invitation')({
  validateSearch: z.object({ token: z.catch(z.string(), '') }),
  component: AcceptInvitationPage,
});
