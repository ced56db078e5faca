import { Vocabulary } from '../closest.ts';
import type { Namespace, Resource } from '../resource.ts';
import type { SubscriptionShape } from '../shapes.ts';
import { lazily } from './lazily.ts';
import { Loaded } from './loading.ts';
import { NamespaceIndex } from './namespace-index.ts';

type Subscription = Resource<SubscriptionShape>;

const topicOf = ({ body }: Subscription): string => {
  const spec = body.get('spec');
  return `${spec.get('pubsubname').text}/${spec.get('topic').text}`;
};

/** The subscriptions, by the topics that they are to. */
export class Topics {
  readonly #subscriptions: NamespaceIndex<Subscription>;
  readonly #deadLetters: NamespaceIndex<Subscription>;
  readonly #together: Loaded<Subscription>;
  readonly #byPubsub: () => NamespaceIndex<Subscription>;
  readonly #vocabularies = new Map<string, Vocabulary>();

  constructor(
    subscriptions: readonly Subscription[],
    /** Tells which objects are applied together for certain. */
    placeOf: (subscription: Subscription) => string,
  ) {
    this.#subscriptions = new NamespaceIndex(subscriptions, (subscription) => [topicOf(subscription)]);
    this.#deadLetters = new NamespaceIndex(subscriptions, ({ body }) => {
      const spec = body.get('spec');
      return [`${spec.get('pubsubname').text}/${spec.get('deadLetterTopic').text}`];
    });
    this.#together = new Loaded(
      subscriptions,
      (subscription) => subscription,
      (subscription) => `${placeOf(subscription)}/${topicOf(subscription)}`,
    );
    this.#byPubsub = lazily(
      () => new NamespaceIndex(subscriptions, ({ body }) => [body.get('spec').get('pubsubname').text ?? '']),
    );
  }

  /** The subscriptions to a topic of a pub/sub component, as seen from a namespace. */
  subscriptionsTo(pubsub: string, topic: string, namespace: Namespace): readonly Subscription[] {
    return this.#subscriptions.get(`${pubsub}/${topic}`, namespace);
  }

  /** The subscriptions whose messages go to a topic when they fail. */
  failingInto(pubsub: string, topic: string, namespace: Namespace): readonly Subscription[] {
    return this.#deadLetters.get(`${pubsub}/${topic}`, namespace);
  }

  /** The subscriptions to the same topic that are given before one, and that one app may load with it. */
  before(subscription: Subscription): Iterable<Subscription> {
    return this.#together.before(subscription);
  }

  /** The topic with a subscription that a word was probably meant to be. */
  like(word: string, pubsub: string, namespace: Namespace): string | undefined {
    const key = `${namespace ?? ''}/${pubsub}`;
    const known =
      this.#vocabularies.get(key) ??
      new Vocabulary(
        this.#byPubsub()
          .get(pubsub, namespace)
          .flatMap(({ body }) => body.get('spec').get('topic').text ?? []),
      );
    this.#vocabularies.set(key, known);
    return known.closest(word);
  }
}
