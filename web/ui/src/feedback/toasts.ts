/** Short messages at the bottom of the screen. An undoable one offers its undo for a while, also by ⌘Z. */
export type Toast = {
  id: number;
  text: string;
  tone: 'plain' | 'success' | 'danger';
  undo?: () => unknown;
};

export type ToastOptions = { tone?: Toast['tone']; undo?: Toast['undo'] };

const listeners = new Set<() => void>();
let toasts: readonly Toast[] = [];
let lastId = 0;

export function showToast(text: string, { tone = 'plain', undo }: ToastOptions = {}): void {
  lastId += 1;
  const toast: Toast = { id: lastId, text, tone, ...(undo ? { undo } : {}) };
  toasts = [...toasts.slice(-2), toast];
  announce();
}

export function dismissToast(id: number): void {
  toasts = toasts.filter((toast) => toast.id !== id);
  announce();
}

export function currentToasts(): readonly Toast[] {
  return toasts;
}

export function subscribeToasts(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

function announce(): void {
  for (const listener of listeners) listener();
}
