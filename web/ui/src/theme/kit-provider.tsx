import { ConfigProvider, type ConfigProviderProps } from 'antd';
import { createContext, type ReactNode, use, useMemo } from 'react';
import { antdTheme } from './antd-theme';
import { useAppearance } from './appearance';
import { useMediaQuery } from './use-media-query';

export type KitLinkProps = {
  href: string;
  children: ReactNode;
  className?: string | undefined;
  'aria-current'?: 'page' | undefined;
};

export type KitSettings = {
  locale: string;
  /** The workspace's zone: every time shown is in it. */
  timeZone: string;
  /** The router's link, so that the kit needs no router. */
  Link: (props: KitLinkProps) => ReactNode;
};

const KitContext = createContext<KitSettings>({
  locale: 'en',
  timeZone: 'UTC',
  Link: ({ href, ...rest }) => <a href={href} {...rest} />,
});

type KitProviderProps = KitSettings & {
  antdLocale?: ConfigProviderProps['locale'];
  children: ReactNode;
};

export function KitProvider({ locale, timeZone, Link, antdLocale, children }: KitProviderProps) {
  const { mode } = useAppearance();
  const settings = useMemo(() => ({ locale, timeZone, Link }), [locale, timeZone, Link]);
  const stillness = useMediaQuery('(prefers-reduced-motion: reduce)');
  const theme = useMemo(() => antdTheme(mode, !stillness), [mode, stillness]);
  return (
    <KitContext value={settings}>
      <ConfigProvider
        theme={theme}
        button={{ autoInsertSpace: false }}
        {...(antdLocale ? { locale: antdLocale } : {})}
      >
        {children}
      </ConfigProvider>
    </KitContext>
  );
}

export function useKit(): KitSettings {
  return use(KitContext);
}
