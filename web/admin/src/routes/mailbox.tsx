import { createFileRoute } from '@tanstack/react-router';
import * as z from 'zod/mini';
import { MailboxPage } from '../features/mailbox/mailbox-page';
import { loadNamespaces } from '../i18n/i18n';
import { searchText } from '../shared/filters/search-text';

export const Route = createFileRoute('/mailbox')({
  validateSearch: z.object({ open: searchText }),
  loader: () => loadNamespaces('mailbox'),
  component: MailboxPage,
});
