import { Card, EmptyState } from '@perennial/ui';
import { Button } from 'antd';
import { Plus } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { SortableRows } from '../../../shared/forms/sortable-rows';
import type { NamedRule } from '../../../shared/rules/rule-changes';
import styles from '../routing.module.css';

/** What the card of a rule gets beside the rule. */
export type RuleRow<Rule> = {
  at: number;
  isOpen: boolean;
  isOff: boolean;
  /** They move the rule. */
  tools: ReactNode;
  onToggle: () => void;
  onChange: (change: Partial<Rule>) => void;
  onRemove: () => void;
};

type RuleRowsProps<Rule extends NamedRule> = {
  title: string;
  summary: string;
  actions?: ReactNode;
  empty: { title: string; text: string };
  addText: string;
  rules: Rule[];
  isOff: boolean;
  makeRule: () => Rule;
  onChange: (rules: Rule[]) => void;
  children: (rule: Rule, row: RuleRow<Rule>) => ReactNode;
};

/** Rules in their order, each opened on demand; a new one is open at once. */
export function RuleRows<Rule extends NamedRule>(props: RuleRowsProps<Rule>) {
  const { title, summary, actions, empty, addText, rules, isOff, makeRule, onChange, children } = props;
  const [opened, setOpened] = useState<string[]>([]);
  const toggle = (key: string) =>
    setOpened((old) => (old.includes(key) ? old.filter((each) => each !== key) : [...old, key]));
  const add = () => {
    const rule = makeRule();
    onChange([...rules, rule]);
    setOpened((old) => [...old, rule.key]);
  };
  const addButton = isOff ? null : (
    <Button icon={<Plus size={14} />} onClick={add}>
      {addText}
    </Button>
  );
  const rowOf = (rule: Rule, at: number, tools: ReactNode): RuleRow<Rule> => ({
    at,
    isOpen: opened.includes(rule.key),
    isOff,
    tools,
    onToggle: () => toggle(rule.key),
    onChange: (change) =>
      onChange(rules.map((each) => (each.key === rule.key ? { ...each, ...change } : each))),
    onRemove: () => onChange(rules.filter(({ key }) => key !== rule.key)),
  });
  return (
    <Card title={title} summary={summary} actions={actions}>
      {rules.length === 0 ? (
        <EmptyState title={empty.title} action={addButton}>
          {empty.text}
        </EmptyState>
      ) : (
        <div className={styles.section}>
          <SortableRows
            label={title}
            rows={rules}
            idOf={({ key }) => key}
            nameOf={({ name }) => name}
            isOff={isOff}
            onChange={onChange}
          >
            {(rule, at, tools) => children(rule, rowOf(rule, at, tools))}
          </SortableRows>
          {addButton ? <div>{addButton}</div> : null}
        </div>
      )}
    </Card>
  );
}
