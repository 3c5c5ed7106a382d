import { getPersonOptions } from '@perennial/api-client/queries';
import { createFileRoute } from '@tanstack/react-router';
import * as z from 'zod/mini';
import { PersonPage } from '../../../features/people/person-page';
import { loadNamespaces } from '../../../i18n/i18n';
import { behaviourSearch } from '../../../shared/activity/behaviour-search';
import { searchText } from '../../../shared/filters/search-text';
import { storySearch } from '../../../shared/story/story-search';

export const Route = createFileRoute('/_app/people/$personId')({
  validateSearch: z.object({ tab: searchText, ...behaviourSearch, ...storySearch }),
  loader: async ({ context, params }) => {
    const [, person] = await Promise.all([
      loadNamespaces('activity', 'people', 'accounts', 'merge', 'work', 'timeline'),
      context.queryClient.ensureQueryData(getPersonOptions({ path: { id: params.personId } })),
    ]);
    return { crumb: person.name };
  },
  component: PersonPage,
});
