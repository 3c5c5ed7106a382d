import { Card, useMediaQuery } from '@perennial/ui';
import { Tabs } from 'antd';
import type { ReactNode } from 'react';
import styles from './record-detail.module.css';

type RecordTab<Id extends string> = { key: Id; label: string; children: ReactNode };

type RecordDetailProps<Id extends string> = {
  /** On a page of its own, not in a drawer: facts and work stand side by side. */
  isPage: boolean;
  /** Where the record stands, and what can be done with it. */
  head: ReactNode;
  factsTitle: string;
  /** All of them, or those that matter first with the rest folded. */
  facts: (isWhole: boolean) => ReactNode;
  /** The first one is open unless the address says otherwise. */
  tabs: [RecordTab<Id>, ...RecordTab<Id>[]];
  tab: string | undefined;
  onTab: (tab: Id) => void;
};

/** Everything about one record: the same in the drawer and on its own page. */
export function RecordDetail<Id extends string>(props: RecordDetailProps<Id>) {
  const { isPage, head, factsTitle, facts, tabs, onTab } = props;
  // Where one column is left, what is to be done comes before what is known.
  const isWide = useMediaQuery('(min-width: 961px)');
  const open = tabs.find(({ key }) => key === props.tab) ?? tabs[0];
  const work = <Tabs activeKey={open.key} onChange={(key) => onTab(key as Id)} items={tabs} />;
  return (
    <div className={isPage ? styles.page : styles.drawer}>
      <div className={styles.about}>
        {head}
        {isPage ? <Card title={factsTitle}>{facts(isWide)}</Card> : facts(false)}
      </div>
      {isPage ? <Card>{work}</Card> : work}
    </div>
  );
}
