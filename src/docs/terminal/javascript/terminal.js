/*
 * A till. It sells whatever the network does, tells the hub as soon as that can be reached, follows what lies in its store
 * and what is to be done there, and does it. What it must not lose lies in a directory: its key, its journal, and how far it
 * has followed. A directory is for one enrolment; whoever enrols anew takes an empty one.
 *
 * Arguments: the directory, where the hub's HTTP is, and the first time a code.
 */
import fs from 'node:fs';
import path from 'node:path';
import readline from 'node:readline';
import rsocket from 'rsocket-core';
import flowable from 'rsocket-flowable';
import websocket from 'rsocket-websocket-client';
import WebSocket from 'ws';

const PATIENCE_MS = 30_000;
const LONGEST_PAUSE_MS = 30_000;
const FOLLOWED_AHEAD = 32;
const MAX_PAGE = 500;
const STEPS = ['acknowledge', 'start-picking', 'pick', 'pack', 'ready', 'ship'];

const [directory, http, code] = process.argv.slice(2);
if (!http) {
  console.error('Say: DIRECTORY http://localhost:8080 [CODE]');
  process.exit(1);
}
fs.mkdirSync(directory, { recursive: true });

// ---- What is on disk ------------------------------------------------------------------------------------------------

/**
 * What happened here, in order. A line is an entry, or says which are acknowledged. A sale is on disk before its customer
 * leaves; a line that was cut off by a failing power supply was not, and is dropped.
 */
class Journal {
  untold = new Map();
  last = 0;
  wake = () => {};

  constructor(file) {
    this.file = fs.openSync(file, 'a');
    const kept = fs.readFileSync(file);
    const whole = kept.lastIndexOf('\n') + 1;
    fs.ftruncateSync(this.file, whole);
    kept.subarray(0, whole).toString().split('\n').filter(Boolean).forEach(line => this.#learn(JSON.parse(line)));
  }

  sell(sku, quantity) {
    if (!sku || !Number.isSafeInteger(quantity)) {
      throw new Error('what, and how many?');
    }
    this.#write({ sequence: this.last + 1, kind: 'sale', sku, quantity, occurredAt: new Date().toISOString() });
    this.wake();
    return this.last;
  }

  acknowledge(acknowledged) {
    this.#write({ acknowledged });
  }

  #write(line) {
    fs.writeSync(this.file, JSON.stringify(line) + '\n');
    fs.fsyncSync(this.file);
    this.#learn(line);
  }

  #learn(line) {
    if (line.acknowledged) {
      line.acknowledged.forEach(sequence => this.untold.delete(sequence));
    } else {
      this.last = line.sequence;
      this.untold.set(line.sequence, line);
    }
  }

  /** What is to be told next, once there is something. */
  async nextPage() {
    while (this.untold.size === 0) {
      await new Promise(resolve => { this.wake = resolve; });
    }
    return [...this.untold.values()].slice(0, MAX_PAGE);
  }

  untoldOf(sku) {
    return [...this.untold.values()].filter(sale => sale.sku === sku).reduce((sum, sale) => sum + sale.quantity, 0);
  }
}

/**
 * What a stream has told, and from where it goes on. It is kept on disk once a second at most: what is lost with the process
 * is told again.
 */
class Followed {
  known = new Map();
  position = null;
  written = 0;

  constructor(name, route, member, id) {
    Object.assign(this, { file: path.join(directory, name), route, member, id });
    if (fs.existsSync(this.file)) {
      this.take(JSON.parse(fs.readFileSync(this.file)));
    }
  }

  /** Who never had all there is begins anew. */
  request() {
    if (this.position === null) {
      this.known.clear();
    }
    return this.position === null ? {} : { after: this.position };
  }

  take(told) {
    told[this.member].forEach(one => this.#learn(one));
    if (told.complete) {
      this.position = told.position;
      if (Date.now() - this.written > 1_000) {
        this.#write();
      }
    }
  }

  /** A level that is not newer is old news, and a task that is not open is done. */
  #learn(one) {
    const before = this.known.get(one[this.id])?.version ?? -1;
    if (one.open === false) {
      this.known.delete(one[this.id]);
    } else if (one.version === undefined || one.version > before) {
      this.known.set(one[this.id], one);
    }
  }

  #write() {
    const all = { [this.member]: [...this.known.values()], complete: true, position: this.position };
    fs.writeFileSync(this.file + '.next', JSON.stringify(all));
    fs.renameSync(this.file + '.next', this.file);
    this.written = Date.now();
  }
}

// ---- The hub --------------------------------------------------------------------------------------------------------

/** The answer has the secret, once: it is on disk before anything else happens. */
async function enrol(key) {
  const answer = await fetch(http + '/api/v1/terminals', {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ code }),
  });
  const body = await answer.text();
  if (answer.status !== 201) {
    console.error('not enrolled: ' + body);
    process.exit(1);
  }
  fs.writeFileSync(key, body, { mode: 0o600 });
}

/** Connects, to be told at any time that the connection is no more, and then connects again. */
async function stayConnected() {
  for (let pause = 1_000; ; pause = Math.min(2 * pause, LONGEST_PAUSE_MS)) {
    const began = Date.now();
    const failure = await talk().catch(error => error);
    hub = null;
    endIfKeyIsGone(failure);
    console.log('offline: ' + failure.message);
    if (Date.now() - began > LONGEST_PAUSE_MS) {
      pause = 1_000;
    }
    await new Promise(resolve => setTimeout(resolve, pause / 2 + Math.random() * pause / 2));
  }
}

function endIfKeyIsGone(failure) {
  if (failure.source?.explanation === 'REJECTED_SETUP' && JSON.parse(failure.source.message).status === 401) {
    console.error(`The hub does not know this till's key any more. ${journal.untold.size} entries are not told; they stay in`
      + ' its journal.\nHave a code made, and enrol it anew in an empty directory.');
    process.exit(2);
  }
}

/** Follows, and tells what is in the journal, until the connection ends; then throws why it did. */
async function talk() {
  let rejection;
  const transport = new websocket.default({ url: http.replace(/^http/, 'ws') + '/rsocket', wsCreator: open }, rsocket.BufferEncoders);
  const client = new rsocket.RSocketClient({
    setup: {
      dataMimeType: 'application/json',
      metadataMimeType: rsocket.MESSAGE_RSOCKET_COMPOSITE_METADATA.string,
      keepAlive: 10_000,
      lifetime: PATIENCE_MS,
      payload: {
        metadata: rsocket.encodeCompositeMetadata([
          [rsocket.MESSAGE_RSOCKET_AUTHENTICATION, rsocket.encodeBearerAuthMetadata(enrolled.secret)],
        ]),
      },
    },
    transport,
    errorHandler: error => { rejection = error; },
  });
  try {
    hub = await client.connect();
    const ended = new Promise((_, reject) => hub.connectionStatus().subscribe({
      onSubscribe: subscription => subscription.request(Number.MAX_SAFE_INTEGER),
      onNext: status => status.kind === 'CONNECTED' || reject(status.error ?? new Error('the connection was closed')),
    }));
    await Promise.race([ended, follow(stock), follow(tasks), tellAll()]);
  } catch (error) {
    throw rejection ?? error;
  } finally {
    client.close();
  }
}

/** Who hears of an error by the promise needs no event of it, but Node ends a process where nobody listens for one. */
function open(url) {
  const socket = new WebSocket(url);
  socket.on('error', () => {});
  return socket;
}

/** What is not acknowledged is sent again, on this connection or the next. */
async function tellAll() {
  const connected = hub;
  for (let page = await journal.nextPage(); connected === hub; page = await journal.nextPage()) {
    const { acknowledgements } = await tell(connected, page);
    journal.acknowledge(acknowledgements.map(one => one.sequence));
    console.log(`told ${acknowledgements.length} entries, ${journal.untold.size} left`);
    acknowledgements.filter(one => one.outcome === 'rejected')
      .forEach(one => console.log(`entry ${one.sequence} is rejected: ${one.code}`));
  }
}

function tell(connected, entries) {
  const page = flowable.Flowable.just(payload('pos.journal', { entries }));
  return within((resolve, reject) => connected.requestChannel(page).subscribe({
    onSubscribe: subscription => subscription.request(1),
    onNext: answer => resolve(json(answer)),
    onError: reject,
    onComplete: () => reject(new Error('no answer')),
  }));
}

/** From where it was, or from the beginning where that is too long ago. */
async function follow(followed) {
  const from = followed.request();
  console.log(`${followed.route}: ${from.after ? 'going on after ' + from.after : 'from the beginning'}`);
  try {
    await new Promise((resolve, reject) => {
      let asking;
      hub.requestStream(payload(followed.route, from)).subscribe({
        onSubscribe: subscription => {
          asking = subscription;
          asking.request(FOLLOWED_AHEAD);
        },
        onNext: told => {
          followed.take(json(told));
          asking.request(1);
        },
        onError: reject,
        onComplete: resolve,
      });
    });
  } catch (error) {
    if (!['position-gone', 'position-unknown'].includes(problem(error)?.code)) {
      throw error;
    }
    followed.position = null;
    await follow(followed);
  }
}

function ask(route, data) {
  if (hub === null) {
    throw new Error('the hub is out of reach, try again later');
  }
  return within((resolve, reject) =>
    hub.requestResponse(payload(route, data)).subscribe({ onComplete: answer => resolve(json(answer)), onError: reject }));
}

function within(work) {
  return new Promise((resolve, reject) => {
    setTimeout(() => reject(new Error('no answer in time')), PATIENCE_MS).unref();
    work(resolve, reject);
  });
}

function payload(route, data) {
  return {
    data: Buffer.from(JSON.stringify(data)),
    metadata: rsocket.encodeCompositeMetadata([[rsocket.MESSAGE_RSOCKET_ROUTING, rsocket.encodeRoute(route)]]),
  };
}

function json(answer) {
  return JSON.parse(answer.data.toString());
}

/** What a refusal says; nothing where the error is none. */
function problem(error) {
  return error.source?.explanation === 'APPLICATION_ERROR' ? JSON.parse(error.source.message) : undefined;
}

// ---- What its people do ---------------------------------------------------------------------------------------------

const commands = {
  sell: (sku, units) => console.log('sold, entry ' + journal.sell(sku, Number(units))),
  stock: sku => console.log(`${sku}: ` + (stock.known.has(sku)
    ? `${stock.known.get(sku).onHand} on hand, ${journal.untoldOf(sku)} of them sold here and not told yet`
    : 'none known')),
  tasks: () => tasks.known.forEach(task => console.log(`to do: ${task.kind} ${task.id}, ${content(task).state}`)),
  do: work,
  collect: async (id, shown) => {
    const data = { fulfillmentOrderId: id, code: shown, idempotencyKey: `${id}-collect-${shown}` };
    console.log('collect: ' + (await ask('pos.task.collect', data)).state);
  },
  quit: () => process.exit(0),
};

function content(task) {
  return task.kind === 'transfer' ? task.transfer : task.fulfillmentOrder;
}

/** Takes a task as far as this store can. The hub says which steps are possible. */
async function work(id) {
  const task = tasks.known.get(id);
  if (!task) {
    throw new Error('there is no such task');
  }
  const isTransfer = task.kind === 'transfer';
  let now = content(task);
  for (const step of isTransfer && now.destination === enrolled.location ? ['receive'] : STEPS) {
    if (now.steps.includes(step)) {
      const answer = await take(isTransfer ? 'transferId' : 'fulfillmentOrderId', id, step, !isTransfer);
      now = answer.fulfillmentOrder ?? answer;
      console.log(`${step}: ${now.state}`);
      if (answer.collectionCode) {
        console.log('its customer collects it with ' + answer.collectionCode);
      }
    }
  }
}

/**
 * Repeated with the same key a step is done once, so that it can be repeated when its answer was lost. The answer to `ready`
 * has a code that is shown once: whoever lost it asks for another.
 */
function take(member, id, step, byCarrier) {
  const data = { [member]: id, idempotencyKey: step === 'ready' ? `${id}-ready-${new Date().toISOString()}` : `${id}-${step}` };
  if (step === 'ship' && byCarrier) {
    data.carrier = 'Post';
  }
  return ask('pos.task.' + step, data);
}

const key = path.join(directory, 'key.json');
if (!fs.existsSync(key)) {
  await enrol(key);
}
const enrolled = JSON.parse(fs.readFileSync(key));
const journal = new Journal(path.join(directory, 'journal.ndjson'));
const stock = new Followed('stock.json', 'pos.stock', 'levels', 'sku');
const tasks = new Followed('tasks.json', 'pos.tasks', 'tasks', 'id');
let hub = null;

stayConnected();
console.log(`the till of ${enrolled.location}: sell SKU UNITS, stock SKU, tasks, do ID, collect ID CODE, quit`);
for await (const line of readline.createInterface({ input: process.stdin })) {
  const [word, ...rest] = line.trim().split(/\s+/);
  try {
    await (commands[word] ?? (() => console.log('?')))(...rest);
  } catch (error) {
    const refused = problem(error);
    console.log(refused ? `refused: ${refused.code}. ${refused.detail}` : 'failed: ' + error.message);
  }
}
process.exit(0);
