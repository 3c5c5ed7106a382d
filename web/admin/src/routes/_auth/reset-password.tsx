import { createFileRoute } from '@tanstack/react-router';
import * as z from 'zod/mini';
import { ResetPasswordPage } from '../../features/auth/reset-password-page';

export const Route = createFileRoute('/_auth/reset-password')({
  validateSearch: z.object({ token: z.catch(z.string(), '') }),
  component: ResetPasswordPage,
});
