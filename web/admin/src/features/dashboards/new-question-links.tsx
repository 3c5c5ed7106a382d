import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { kindIcons, type QuestionKind } from '../../shared/questions/kinds';
import styles from './new-question-links.module.css';

const kinds = [
  ['trends', '/insights/trends'],
  ['funnel', '/insights/funnel'],
  ['paths', '/insights/paths'],
  ['retention', '/insights/retention'],
  ['stickiness', '/insights/stickiness'],
  ['lifecycle', '/insights/lifecycle'],
  ['adoption', '/insights/adoption'],
  ['mrr', '/revenue'],
] as const satisfies [QuestionKind, string][];

/** Ways to questions that nobody has asked yet. */
export function NewQuestionLinks() {
  const { t } = useTranslation(['dashboards', 'insights']);
  return (
    <nav className={styles.links} aria-label={t('dashboards:page.new_question')}>
      <span className={styles.label}>{t('dashboards:page.new_question')}</span>
      {kinds.map(([kind, to]) => {
        const Icon = kindIcons[kind];
        return (
          <Link key={kind} to={to} className={styles.link ?? ''}>
            <Icon size={13} aria-hidden="true" /> {t(`insights:kind.${kind}`)}
          </Link>
        );
      })}
    </nav>
  );
}
