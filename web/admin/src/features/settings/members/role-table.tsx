import { listRolesOptions } from '@perennial/api-client/queries';
import { ErrorState } from '@perennial/ui';
import { useQuery } from '@tanstack/react-query';
import { Skeleton } from 'antd';
import { Check } from 'lucide-react';
import { Fragment } from 'react';
import { useTranslation } from 'react-i18next';
import { useSession } from '../../../session/session-store';
import { grantAreas, grantsByArea, grantText } from '../../../shared/grants/grants';
import styles from './role-table.module.css';

/** Every role and every permission, in one table. */
export function RoleTable() {
  const { t } = useTranslation(['members', 'grants', 'shell']);
  const mine = useSession().member.role;
  const query = useQuery({ ...listRolesOptions(), staleTime: 300_000 });
  if (query.isPending) return <Skeleton active paragraph={{ rows: 12 }} />;
  if (query.isError) return <ErrorState error={query.error} onRetry={() => void query.refetch()} />;
  const roles = query.data.data;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: the table scrolls on narrow screens, also by keyboard
    <section className={styles.scroller} aria-label={t('members:tab.roles')} tabIndex={0}>
      <table className={styles.table}>
        <caption className="visually-hidden">{t('members:tab.roles')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('members:permission')}</th>
            {roles.map(({ role }) => (
              <th key={role} scope="col" data-mine={role === mine || undefined}>
                {t(`shell:role.${role}`)}
                {role === mine ? <span className={styles.mine}>{t('members:my_role')}</span> : null}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {grantAreas.map((area) => (
            <Fragment key={area}>
              <tr className={styles.area}>
                <th scope="rowgroup" colSpan={roles.length + 1}>
                  {t(`grants:area.${area}`)}
                </th>
              </tr>
              {grantsByArea[area].map((grant) => (
                <tr key={grant}>
                  <th scope="row">{t(`grants:text.${grantText(grant)}`)}</th>
                  {roles.map(({ role, grants }) => (
                    <td key={role} data-mine={role === mine || undefined}>
                      {grants.includes(grant) ? (
                        <Check size={15} role="img" aria-label={t('members:yes')} />
                      ) : (
                        <span className={styles.no}>
                          <span aria-hidden="true">–</span>
                          <span className="visually-hidden">{t('members:no')}</span>
                        </span>
                      )}
                    </td>
                  ))}
                </tr>
              ))}
            </Fragment>
          ))}
        </tbody>
      </table>
    </section>
  );
}
