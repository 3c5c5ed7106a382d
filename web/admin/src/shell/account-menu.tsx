import { signOut, signOutEverywhere, toProblem } from '@perennial/api-client';
import { showToast } from '@perennial/ui';
import { useRouter } from '@tanstack/react-router';
import { Dropdown } from 'antd';
import { Keyboard, LogOut, ShieldOff, SlidersHorizontal } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { endSession } from '../session/session-keeper';
import { useSession } from '../session/session-store';
import { useConfirm } from '../shared/confirm/use-confirm';
import styles from './account-menu.module.css';

export function AccountMenu({ onShowKeys }: { onShowKeys: () => void }) {
  const { t } = useTranslation('shell');
  const { operator, member } = useSession();
  const router = useRouter();
  const { ask, holder } = useConfirm();

  const leave = async (call: () => Promise<unknown>) => {
    try {
      await call();
      endSession();
    } catch (error) {
      showToast(toProblem(error).detail ?? t('account.sign_out_failed'), { tone: 'danger' });
    }
  };
  const actions: Record<string, () => unknown> = {
    profile: () => router.navigate({ to: '/settings/profile' }),
    keyboard: onShowKeys,
    sign_out: () => leave(() => signOut({ throwOnError: true })),
    sign_out_everywhere: () =>
      ask({
        title: t('account.sign_out_everywhere'),
        text: t('account.sign_out_everywhere_text'),
        confirm: t('account.sign_out_everywhere'),
        isDangerous: false,
        run: () => leave(() => signOutEverywhere({ throwOnError: true })),
      }),
  };

  return (
    <>
      {holder}
      <Dropdown
        trigger={['click']}
        placement="topLeft"
        menu={{
          items: [
            { key: 'profile', icon: <SlidersHorizontal size={14} />, label: t('account.profile') },
            { key: 'keyboard', icon: <Keyboard size={14} />, label: t('account.keyboard'), extra: '?' },
            { type: 'divider' },
            { key: 'sign_out', icon: <LogOut size={14} />, label: t('account.sign_out') },
            {
              key: 'sign_out_everywhere',
              icon: <ShieldOff size={14} />,
              label: t('account.sign_out_everywhere'),
            },
          ],
          onClick: ({ key }) => void actions[key]?.(),
        }}
      >
        <button type="button" className={styles.button}>
          <span className={styles.avatar} aria-hidden="true">
            {initials(operator.name)}
          </span>
          <span className={styles.who}>
            <span className={styles.name}>{operator.name}</span>
            <span className={styles.role}>{t(`role.${member.role}`)}</span>
          </span>
          <span className="visually-hidden">{t('account.title')}</span>
        </button>
      </Dropdown>
    </>
  );
}

/** Two letters of a Latin name; the last two characters of a Chinese one, which are the given name. */
function initials(name: string): string {
  if (/\p{Script=Han}/u.test(name)) return name.slice(-2);
  const words = name.split(/\s+/).filter(Boolean);
  return ((words[0]?.[0] ?? '') + (words.at(-1)?.[0] ?? '')).toUpperCase();
}
