const { TestEnvironment } = require('jest-environment-node');

const resting = require('./resting.cjs');

/** Node, with what goes from one file of a worker to the next. */
module.exports = class extends TestEnvironment {
  async setup() {
    await super.setup();
    this.global.restingStrapis = resting;
  }
};
