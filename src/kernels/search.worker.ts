import { answerSearch, type SearchOrder } from './worker-search-pool';

onmessage = ({ data }: MessageEvent<SearchOrder>) => postMessage(answerSearch(data));
