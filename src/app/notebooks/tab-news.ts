/** Another tab has written a notebook. */
export interface News {
  readonly id: string;
  readonly revision: number;
}

/** What tabs of this page tell each other about notebooks. */
export interface TabNews {
  tell(news: News): void;
  /** Calls `hear` with what other tabs tell; returns a function that stops it. */
  listen(hear: (news: News) => void): () => void;
}

const CHANNEL = 'tabhouse-notebooks';

export function tabNews(): TabNews {
  if (typeof BroadcastChannel === 'undefined') return { tell: () => {}, listen: () => () => {} };
  const channel = new BroadcastChannel(CHANNEL);
  return {
    tell: (news) => channel.postMessage(news),
    listen(hear) {
      const onMessage = ({ data }: MessageEvent<News>) => hear(data);
      channel.addEventListener('message', onMessage);
      return () => channel.removeEventListener('message', onMessage);
    },
  };
}
