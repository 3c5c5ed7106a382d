import { isStage, stageColor } from '@perennial/ui';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { textOf } from '../i18n/text-key';
import type { NavigationItem } from '../manifest/feature-manifest';
import { navigation, navigationGroups } from '../manifest/manifests';
import { useSession } from '../session/session-store';
import { AccountMenu } from './account-menu';
import styles from './side-nav.module.css';
import { WorkspaceMenu } from './workspace-menu';

export function SideNav({ onShowKeys }: { onShowKeys: () => void }) {
  const { t } = useTranslation('shell');
  const { grants } = useSession().member;
  const allowed = navigation.filter(({ grant }) => !grant || grants.includes(grant));
  return (
    <div className={styles.side}>
      <WorkspaceMenu />
      <nav className={styles.nav} aria-label={t('nav.title')}>
        {navigationGroups.map((group) => {
          const items = allowed.filter((item) => item.group === group);
          if (items.length === 0) return null;
          return (
            <section key={group} className={styles.group}>
              {group === 'top' || group === 'insights' || group === 'settings' ? null : (
                <h2 className={styles.heading}>
                  {isStage(group) ? (
                    <span
                      className={styles.dot}
                      style={{ background: stageColor(group) }}
                      aria-hidden="true"
                    />
                  ) : null}
                  {t(`nav.group.${group}`)}
                </h2>
              )}
              <ul>
                {items.map((item) => (
                  <NavItem key={item.to} item={item} />
                ))}
              </ul>
            </section>
          );
        })}
      </nav>
      <AccountMenu onShowKeys={onShowKeys} />
    </div>
  );
}

function NavItem({ item }: { item: NavigationItem }) {
  const { t } = useTranslation('shell');
  const Icon = item.icon;
  return (
    <li>
      <Link
        to={item.to}
        className={styles.item ?? ''}
        activeProps={{ 'aria-current': 'page' }}
        activeOptions={{ exact: item.to === '/', includeSearch: false }}
      >
        <Icon size={15} strokeWidth={1.75} aria-hidden="true" />
        {textOf(t, item.label)}
      </Link>
    </li>
  );
}
