import { Breadcrumbs, KeyCaps } from '@perennial/ui';
import { Button } from 'antd';
import { Menu, Search } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { LanguageMenu } from './language-menu';
import { ThemeMenu } from './theme-menu';
import styles from './top-bar.module.css';
import { useCrumbs } from './use-crumbs';

type TopBarProps = { onOpenNav: (() => void) | undefined; onOpenPalette: () => void };

export function TopBar({ onOpenNav, onOpenPalette }: TopBarProps) {
  const { t } = useTranslation('shell');
  const crumbs = useCrumbs();
  return (
    <div className={styles.bar}>
      {onOpenNav ? (
        <Button type="text" icon={<Menu size={18} />} aria-label={t('nav.open')} onClick={onOpenNav} />
      ) : null}
      <Breadcrumbs crumbs={crumbs} />
      <div className={styles.tools}>
        <button
          type="button"
          className={styles.search}
          aria-label={t('palette.open')}
          onClick={onOpenPalette}
        >
          <Search size={14} aria-hidden="true" />
          <span className={styles.searchText}>{t('palette.open')}</span>
          <KeyCaps keys="mod+k" />
        </button>
        <LanguageMenu />
        <ThemeMenu />
      </div>
    </div>
  );
}
