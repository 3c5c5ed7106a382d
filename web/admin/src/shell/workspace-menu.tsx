import { switchWorkspace, toProblem } from '@perennial/api-client';
import { Logo, showToast } from '@perennial/ui';
import { useQueryClient } from '@tanstack/react-query';
import { useRouter } from '@tanstack/react-router';
import { Dropdown } from 'antd';
import { Check, ChevronsUpDown } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { acceptSession } from '../session/session-keeper';
import { useSession } from '../session/session-store';
import styles from './workspace-menu.module.css';

/** Whose data this is, and the way into another workspace. */
export function WorkspaceMenu() {
  const { t } = useTranslation('shell');
  const session = useSession();
  const queryClient = useQueryClient();
  const router = useRouter();

  const switchTo = async (workspaceId: string) => {
    try {
      const { data } = await switchWorkspace({ body: { workspace_id: workspaceId }, throwOnError: true });
      acceptSession(data);
      queryClient.clear();
      await router.navigate({ to: '/' });
    } catch (error) {
      showToast(toProblem(error).detail ?? t('workspace.switch_failed'), { tone: 'danger' });
    }
  };

  return (
    <Dropdown
      trigger={['click']}
      menu={{
        items: [
          {
            type: 'group',
            key: 'workspaces',
            label: t('workspace.title'),
            children: session.workspaces.map((workspace) => ({
              key: workspace.id,
              label: workspace.name,
              extra: workspace.id === session.workspace.id ? <Check size={14} /> : null,
            })),
          },
        ],
        onClick: ({ key }) => void (key !== session.workspace.id && switchTo(key)),
      }}
    >
      <button type="button" className={styles.button}>
        <Logo />
        <span className={styles.name}>{session.workspace.name}</span>
        <ChevronsUpDown size={14} aria-hidden="true" />
        <span className="visually-hidden">{t('workspace.switch')}</span>
      </button>
    </Dropdown>
  );
}
