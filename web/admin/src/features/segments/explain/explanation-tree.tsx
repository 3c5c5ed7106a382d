import type { Condition, ExplainedNode } from '@perennial/api-client';
import { Check, X } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { Subject } from '../../../shared/conditions/draft/condition-draft';
import { useSentence } from '../segment-words';
import styles from './explain.module.css';
import { innerConditions, isFoldable, isJoint } from './explained-condition';
import { FoundValue } from './found-value';

type ExplanationTreeProps = {
  node: ExplainedNode;
  /** What the node explains; unknown within another segment. */
  condition: Condition | undefined;
  subject: Subject;
};

/** A condition, whether it holds, what was found, and the conditions of which it is made. */
export function ExplanationTree({ node, condition, subject }: ExplanationTreeProps) {
  const { t } = useTranslation('segments');
  const sentenceOf = useSentence();
  const inner = innerConditions(condition);
  const [only] = node.children;
  if (only && isFoldable(node)) return <ExplanationTree node={only} condition={inner[0]} subject={subject} />;
  const Icon = node.holds ? Check : X;
  const whose = node.node === 'person' || node.node === 'account' ? node.node : subject;
  return (
    <li>
      <p className={styles.line} data-holds={node.holds}>
        <Icon size={15} role="img" aria-label={t(node.holds ? 'why.holds' : 'why.fails')} />
        <span>
          {/* What stands below needs not be said twice. */}
          {isJoint(node) ? t(`why.${node.node}`) : sentenceOf(node)}{' '}
          <FoundValue node={node} condition={condition} subject={subject} />
        </span>
      </p>
      {node.children.length > 0 ? (
        <ul className={styles.tree}>
          {node.children.map((child, at) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: two conditions may be the same; their place tells them apart
            <ExplanationTree key={at} node={child} condition={inner[at]} subject={whose} />
          ))}
        </ul>
      ) : null}
    </li>
  );
}
