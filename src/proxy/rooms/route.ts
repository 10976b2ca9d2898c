import type { Fingerprint, Prompt } from '../prompt.js';
import type { Usage } from '../wire.js';
import type { Plan, PlanCall } from './plan.js';

/** Chooses the model that answers. */
export interface RouteRoom {
  /** Never throws or rejects: a fault leaves the request where it was, with reason `route-fault`. */
  plan(prompt: Prompt, fingerprint: Fingerprint): Plan | Promise<Plan>;
  /** The calls of a plan are over, the last of them the one that was passed on. Never throws. */
  settled(plan: Plan, calls: readonly PlanCall[]): Elsewhere;
  /** A cheaper model gave this answer on Tuppence's own account, at a turn of a human. Ask when the calls are over. */
  wasMovedDown(plan: Plan): boolean;
  /** One sentence when something should be changed, undefined when all is well. */
  trouble(): string | undefined;
}

/** How the same call would have been used elsewhere; undefined where it would have been the same, or nobody knows. */
export interface Elsewhere {
  /** By the model that a saving is measured against, with a warm cache. */
  readonly baseline: Usage | undefined;
  /** By the model that routing would have taken. */
  readonly would: Usage | undefined;
}
