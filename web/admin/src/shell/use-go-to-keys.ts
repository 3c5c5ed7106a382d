import type { Grant } from '@perennial/api-client';
import { useHotkeys } from '@perennial/ui';
import { useQueryClient } from '@tanstack/react-query';
import { useRouter } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { textOf } from '../i18n/text-key';
import { commands, navigation } from '../manifest/manifests';
import { useSession } from '../session/session-store';

/** `G` then a letter goes to a page; commands with a key of their own run from anywhere. */
export function useGoToKeys(): void {
  const { t } = useTranslation('shell');
  const { grants } = useSession().member;
  const router = useRouter();
  const queryClient = useQueryClient();
  const goTo = (href: string) => void router.navigate({ href });
  const isAllowed = ({ grant }: { grant?: Grant }) => !grant || grants.includes(grant);

  useHotkeys([
    ...navigation.filter(isAllowed).flatMap((item) =>
      item.goTo
        ? [
            {
              keys: `g ${item.goTo}`,
              label: textOf(t, item.label),
              group: t('palette.go_to'),
              run: () => goTo(item.to),
            },
          ]
        : [],
    ),
    ...commands
      .filter(isAllowed)
      .flatMap((command) =>
        command.keys ? [{ keys: command.keys, run: () => command.run({ goTo, queryClient }) }] : [],
      ),
  ]);
}
