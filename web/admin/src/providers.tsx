import { type KitLinkProps, KitProvider } from '@perennial/ui';
import { QueryClientProvider } from '@tanstack/react-query';
import { type ReactNode, Suspense, useSyncExternalStore } from 'react';
import { useTranslation } from 'react-i18next';
import { antdLocaleOf } from './i18n/formats';
import { asLanguage } from './i18n/language';
import { queryClient } from './query-client';
import { currentSession, subscribeSession } from './session/session-store';
import { HrefLink } from './shell/href-link';

const Link = (props: KitLinkProps) => <HrefLink {...props} />;

export function Providers({ children }: { children: ReactNode }) {
  const { i18n } = useTranslation();
  const language = asLanguage(i18n.language) ?? 'en';
  const session = useSyncExternalStore(subscribeSession, currentSession);
  const timeZone = session?.workspace.time_zone ?? Intl.DateTimeFormat().resolvedOptions().timeZone;
  const antdLocale = antdLocaleOf(language);
  return (
    <QueryClientProvider client={queryClient}>
      <KitProvider locale={language} timeZone={timeZone} Link={Link} {...(antdLocale ? { antdLocale } : {})}>
        <Suspense fallback={null}>{children}</Suspense>
      </KitProvider>
    </QueryClientProvider>
  );
}
