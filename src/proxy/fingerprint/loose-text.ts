/** Whether a single user text may be served loosely at all, or a short code that says why not. */
export function looseText(text: string): { readonly ok: true } | { readonly ok: false; readonly why: string } {
  const words = text.trim().split(/\s+/).length;
  if (words < 3) return { ok: false, why: 'short' };
  if (words > 60 || text.includes('```')) return { ok: false, why: 'long' };
  return { ok: true };
}
