import {
  type Dashboard,
  getDashboard,
  ifMatch,
  type Tile,
  toProblem,
  updateDashboard,
} from '@perennial/api-client';
import { getDashboardQueryKey, invalidateTags } from '@perennial/api-client/queries';
import { showToast } from '@perennial/ui';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useEffect, useEffectEvent, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { inReadingOrder, sameLayout } from '../../shared/questions/layout';

/** Several presses of a key are one change. */
const quiet = 700;

type ChangeOptions = {
  /** What the toast says. */
  text: string;
  /** More of the same may follow in a moment. */
  isOneOfMany?: boolean;
};

export type Arrangement = ReturnType<typeof useArrangement>;

/** Where the tiles stand: changed here at once, saved behind it, and taken back by the toast. */
export function useArrangement(dashboard: Dashboard) {
  const { t } = useTranslation();
  const queryClient = useQueryClient();
  const path = { id: dashboard.id };
  /** What is not saved yet, and over which version it goes. */
  const [draft, setDraft] = useState<Tile[]>();
  const [theirs, setTheirs] = useState<Dashboard>();
  const version = useRef(dashboard.version);
  const before = useRef<Tile[]>(dashboard.tiles);
  /** How many changes are on their way. */
  const running = useRef(0);
  const waiting = useRef<{ timer: ReturnType<typeof setTimeout>; tiles: Tile[]; text: string }>(undefined);

  /** What the server has is shown again once nothing newer is on its way. */
  const settle = () => {
    if (!waiting.current && running.current === 0) setDraft(undefined);
  };
  const put = (stored: Dashboard) => {
    version.current = stored.version;
    queryClient.setQueryData(getDashboardQueryKey({ path }), stored);
    setTheirs(undefined);
    settle();
    // The list of dashboards and the questions of this one.
    return invalidateTags(queryClient, 'dashboards');
  };
  const write = async (tiles: Tile[], over: number) => {
    const headers = ifMatch({ version: over });
    return (await updateDashboard({ path, headers, body: { tiles }, throwOnError: true })).data;
  };
  const refuse = (error: unknown) =>
    showToast(toProblem(error).detail ?? t('problem.unknown'), { tone: 'danger' });
  const undo = async (tiles: Tile[], over: number) => {
    try {
      await put(await write(tiles, over));
    } catch (error) {
      refuse(error);
    }
  };

  const save = useMutation({
    // One after the other: each goes over the version that the one before made.
    scope: { id: `arrange ${dashboard.id}` },
    onMutate: () => {
      running.current += 1;
    },
    mutationFn: ({ tiles }: { tiles: Tile[]; was: Tile[]; text: string }) => write(tiles, version.current),
    onSuccess: (stored, { was, text }) => {
      running.current -= 1;
      showToast(text, { undo: () => undo(was, stored.version) });
      return put(stored);
    },
    onError: async (error) => {
      running.current -= 1;
      if (toProblem(error).status === 412) {
        setTheirs((await getDashboard({ path, throwOnError: true })).data);
        return;
      }
      refuse(error);
      settle();
    },
  });
  const flush = () => {
    const last = waiting.current;
    if (!last) return;
    clearTimeout(last.timer);
    waiting.current = undefined;
    save.mutate({ tiles: last.tiles, was: before.current, text: last.text });
  };
  const leave = useEffectEvent(flush);
  useEffect(() => () => leave(), []);

  const tiles = draft ?? dashboard.tiles;
  const change = (next: Tile[], { text, isOneOfMany = false }: ChangeOptions) => {
    if (sameLayout(next, tiles)) return;
    if (draft === undefined) version.current = dashboard.version;
    if (waiting.current) clearTimeout(waiting.current.timer);
    else before.current = tiles;
    setDraft(inReadingOrder(next));
    waiting.current = { tiles: next, text, timer: setTimeout(flush, isOneOfMany ? quiet : 0) };
  };
  const keepMine = () => {
    if (!theirs) return;
    version.current = theirs.version;
    save.mutate({ tiles, was: theirs.tiles, text: t('saved') });
  };
  const takeTheirs = () => {
    if (!theirs) return;
    waiting.current = undefined;
    setDraft(undefined);
    void put(theirs);
  };
  return {
    tiles,
    change,
    conflict: theirs && { isPending: save.isPending, onKeepMine: keepMine, onTakeTheirs: takeTheirs },
  };
}
