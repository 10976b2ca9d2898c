/** How a simulated model behaves when the pace is realistic. */
export interface DemoModel {
  readonly name: string;
  readonly firstByteMs: number;
  readonly tokensPerS: number;
}

/**
 * The models the demo plays the part of. The names are real ones with list prices, so that the sums in the ledger are
 * those of a real bill; the speeds are round figures of the usual order, not measurements.
 */
export const demoModels: readonly DemoModel[] = [
  { name: 'gpt-5', firstByteMs: 900, tokensPerS: 60 },
  { name: 'gpt-5-mini', firstByteMs: 600, tokensPerS: 90 },
  { name: 'gpt-5-nano', firstByteMs: 400, tokensPerS: 130 },
  { name: 'gpt-4.1', firstByteMs: 500, tokensPerS: 80 },
  { name: 'gpt-4.1-mini', firstByteMs: 400, tokensPerS: 100 },
  { name: 'gpt-4.1-nano', firstByteMs: 300, tokensPerS: 150 },
  { name: 'gpt-4o', firstByteMs: 450, tokensPerS: 80 },
  { name: 'gpt-4o-mini', firstByteMs: 350, tokensPerS: 110 },
];

/** What can be made to go wrong: by the model name `demo-error-<fault>` or the header `x-demo-error: <fault>`. */
const demoFaults = ['429', '500', 'slow', 'cut'] as const;
type DemoFault = (typeof demoFaults)[number];

/** The fault that a model name or header asks for. */
export function faultOf(model: string, header: string | undefined): DemoFault | undefined {
  return demoFaults.find(fault => model === `demo-error-${fault}` || header === fault);
}

/** The model of that name; a name that asks for a fault is played by the cheapest model. Undefined when unknown. */
export function modelNamed(name: string): DemoModel | undefined {
  if (faultOf(name, undefined) !== undefined) return { name, firstByteMs: 300, tokensPerS: 150 };
  return demoModels.find(model => model.name === name);
}
