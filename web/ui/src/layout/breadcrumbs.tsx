import { useTranslation } from 'react-i18next';
import { type Stage, stageColor } from '../stage/stage';
import { useKit } from '../theme/kit-provider';
import styles from './breadcrumbs.module.css';

export type Crumb = { label: string; href?: string | undefined; stage?: Stage | undefined };

/** Where this page stands. Every level that is a page is a link; the last one is this page. */
export function Breadcrumbs({ crumbs }: { crumbs: Crumb[] }) {
  const { t } = useTranslation('kit');
  const { Link } = useKit();
  return (
    <nav aria-label={t('breadcrumbs.title')} className={styles.nav}>
      <ol className={styles.list}>
        {crumbs.map((crumb, index) => {
          const isLast = index === crumbs.length - 1;
          return (
            <li key={`${crumb.label}-${crumb.href}`} className={styles.crumb}>
              {crumb.stage ? (
                <span
                  className={styles.dot}
                  style={{ background: stageColor(crumb.stage) }}
                  aria-hidden="true"
                />
              ) : null}
              {crumb.href && !isLast ? (
                <Link href={crumb.href} className={styles.link}>
                  {crumb.label}
                </Link>
              ) : (
                <span aria-current={isLast ? 'page' : undefined} className={isLast ? styles.here : undefined}>
                  {crumb.label}
                </span>
              )}
            </li>
          );
        })}
      </ol>
    </nav>
  );
}
