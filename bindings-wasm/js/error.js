/**
 * @typedef {object} Parts
 * @property {string} code
 * @property {string | undefined} [path]
 * @property {string} message
 * @property {string | undefined} [help]
 * @property {number | undefined} [row]
 * @property {string | undefined} [column]
 */

/** Why a call gave no value: the error object of the JSON contract as an exception. */
export class JicaiError extends Error {
  /** @param {Parts} parts @param {ErrorOptions} [options] */
  constructor(parts, options) {
    super(parts.message, options);
    this.name = "JicaiError";
    this.code = parts.code;
    this.path = parts.path ?? "";
    if (parts.help !== undefined) this.help = parts.help;
    if (parts.row !== undefined) this.row = parts.row;
    if (parts.column !== undefined) this.column = parts.column;
  }

  /** The error object again: what can be sent from one worker to another. @returns {Parts} */
  toJSON() {
    const { code, path, message, help, row, column } = this;
    return { code, path, message, help, row, column };
  }
}
