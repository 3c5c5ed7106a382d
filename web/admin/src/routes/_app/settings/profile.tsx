import { getMeOptions } from '@perennial/api-client/queries';
import { createFileRoute } from '@tanstack/react-router';
import { ProfilePage } from '../../../features/settings/profile/profile-page';

export const Route = createFileRoute('/_app/settings/profile')({
  loader: ({ context }) => void context.queryClient.prefetchQuery(getMeOptions()),
  component: ProfilePage,
  staticData: { crumb: 'settings:profile.title' },
});
