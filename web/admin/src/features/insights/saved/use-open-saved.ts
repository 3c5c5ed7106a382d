import type { SavedQuestion } from '@perennial/api-client';
import { useNavigate } from '@tanstack/react-router';
import { addressOf } from '../kept-question';

/** Opens a saved question on the page of its kind. */
export function useOpenSaved() {
  const navigate = useNavigate();
  return (saved: SavedQuestion) => {
    const address = addressOf(saved, saved.id);
    if (address) void navigate(address);
  };
}
