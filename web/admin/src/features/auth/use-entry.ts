import type { Session } from '@perennial/api-client';
import { useQueryClient } from '@tanstack/react-query';
import { useRouter } from '@tanstack/react-router';
import { changeLanguage } from '../../i18n/i18n';
import { asLanguage, rememberedLanguage } from '../../i18n/language';
import { safeReturnPath } from '../../session/return-path';
import { acceptSession } from '../../session/session-keeper';
import { applyPreferences } from '../settings/profile/preferences';

/** What happens once somebody is in: their language and look, then the page they wanted. */
export function useEntry(): (session: Session, returnTo?: string) => Promise<void> {
  const queryClient = useQueryClient();
  const router = useRouter();
  return async (session, returnTo) => {
    queryClient.clear();
    acceptSession(session);
    const language = asLanguage(session.operator.locale);
    if (language && !rememberedLanguage()) await changeLanguage(language);
    applyPreferences(session.operator.preferences);
    await router.navigate({ href: safeReturnPath(returnTo), replace: true });
  };
}
