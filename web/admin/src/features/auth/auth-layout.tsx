import { Logo, stageColor, stages } from '@perennial/ui';
import { Outlet } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { LanguageMenu } from '../../shell/language-menu';
import { ThemeMenu } from '../../shell/theme-menu';
import styles from './auth-layout.module.css';

/** The door: the form on the left, the journey on the right. */
export function AuthLayout() {
  const { t } = useTranslation(['auth', 'shell', 'kit']);
  return (
    <div className={styles.page}>
      <div className={styles.form}>
        <header className={styles.header}>
          <Logo name={t('shell:product')} />
          <span>
            <LanguageMenu />
            <ThemeMenu />
          </span>
        </header>
        <main className={styles.main}>
          <Outlet />
        </main>
      </div>
      <aside className={styles.journey}>
        <p className={styles.promise}>{t('auth:promise')}</p>
        <ol className={styles.bars}>
          {stages.map((stage) => (
            <li key={stage} className={styles.bar}>
              <span className={styles.fill} style={{ background: stageColor(stage) }} aria-hidden="true" />
              <span className={styles.stage}>{t(`kit:stage.${stage}`)}</span>
            </li>
          ))}
        </ol>
      </aside>
    </div>
  );
}
