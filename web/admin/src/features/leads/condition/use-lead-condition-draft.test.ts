// @vitest-environment jsdom
import { act, renderHook } from '@testing-library/react';
import { expect, it, vi } from 'vitest';
import { newField } from '../../../shared/conditions/draft/condition-draft';
import { addNode, removeNode } from '../../../shared/conditions/draft/draft-edits';
import type { LeadCondition } from './lead-condition';
import { useLeadConditionDraft } from './use-lead-condition-draft';

const inHangzhou: LeadCondition = {
  all: [{ field: { field: 'city', operator: 'is', values: ['Hangzhou'] } }],
};

function start(value: LeadCondition | null) {
  const told = { onChange: vi.fn(), onOpenRows: vi.fn() };
  const hook = renderHook(
    (now: LeadCondition | null) => useLeadConditionDraft(now, '/rules/0', told.onChange, told.onOpenRows),
    { initialProps: value },
  );
  return { ...told, hook };
}

it('keeps a row that is not complete, and tells only of what is', () => {
  const { hook, onChange, onOpenRows } = start(inHangzhou);
  const { root, setRoot } = hook.result.current;
  act(() => setRoot(addNode(root, root.id, newField())));
  expect(hook.result.current.root.children).toHaveLength(2);
  expect(onChange).not.toHaveBeenCalled();
  expect(onOpenRows).toHaveBeenCalledWith(1);
});

it('stays as it is when its own value comes back, and begins anew with another one', () => {
  const { hook, onChange } = start(inHangzhou);
  const { root, setRoot } = hook.result.current;
  const region = newField({ field: 'region', operator: 'is', values: ['Zhejiang'] });
  act(() => setRoot(addNode(addNode(root, root.id, region), root.id, newField())));
  const [written] = onChange.mock.lastCall ?? [];
  expect(written.all).toHaveLength(2);
  hook.rerender(written);
  expect(hook.result.current.root.children).toHaveLength(3);
  hook.rerender(null);
  expect(hook.result.current.root.children).toHaveLength(0);
});

it('takes a step back to the value before', () => {
  const { hook, onChange } = start(inHangzhou);
  const { root, setRoot } = hook.result.current;
  act(() => setRoot(removeNode(root, root.children[0]?.id ?? '')));
  const [emptied] = onChange.mock.lastCall ?? [];
  expect(emptied).toEqual({ all: [] });
  hook.rerender(emptied);
  act(() => hook.result.current.undo?.());
  expect(onChange).toHaveBeenLastCalledWith(inHangzhou);
});

it('knows where each row stands in the request', () => {
  const { hook } = start(inHangzhou);
  const { written, root } = hook.result.current;
  expect(written.pointers.get(root.children[0]?.id ?? '')).toBe('/rules/0/all/0');
});
