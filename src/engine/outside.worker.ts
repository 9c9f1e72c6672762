/**
 * Registers the one part of the page that may ask other sites, by a policy of its own
 * (`scripts/policy.mjs`); page and other workers reach their own origin alone. It starts with the
 * first request that the user agreed to, and holds nothing but what it is asked.
 */
import type { OutsideRequest } from './outside-messages';
import { answerOutside } from './outside-service';

onmessage = ({ data }: MessageEvent<OutsideRequest>) => void answerOutside(data);
