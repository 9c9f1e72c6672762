export type { Neighbours } from '../clustering/neighbours';
