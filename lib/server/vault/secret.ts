import { inspect } from "node:util";

const PRINTED = "[secret]";

/**
 * A text that must not be seen: an API key between the request that brought it and the moment it
 * is sealed or sent. It prints as `[secret]` wherever something turns it into text, and copying,
 * spreading or listing it yields nothing. Two secrets never compare as equal; compare fingerprints.
 */
export class Secret {
  readonly #value: string;

  private constructor(value: string) {
    this.#value = value;
  }

  /**
   * Throws a TypeError for a string with half a surrogate pair: it has no UTF-8 form, so what would
   * be opened later would not be what was sealed.
   */
  static of(value: string): Secret {
    if (!value.isWellFormed()) throw new TypeError("A secret must be well-formed Unicode text.");
    return new Secret(value);
  }

  /** The text itself. To be called in the vault and in egress, nowhere else. */
  reveal(): string {
    return this.#value;
  }

  toString(): string {
    return PRINTED;
  }

  toJSON(): string {
    return PRINTED;
  }

  [Symbol.toPrimitive](): string {
    return PRINTED;
  }

  [inspect.custom](): string {
    return PRINTED;
  }
}
