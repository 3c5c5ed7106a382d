import { createFileRoute } from '@tanstack/react-router';
import * as z from 'zod/mini';
import { SignInPage } from '../../features/auth/sign-in-page';

export const Route = createFileRoute('/_auth/sign-in')({
  validateSearch: z.object({ return_to: z.optional(z.catch(z.string(), '/')) }),
  component: SignInPage,
});
