import { randomInt } from "node:crypto";
import { readFileSync } from "node:fs";
import type { AddressInfo } from "node:net";
import { fileURLToPath } from "node:url";
import type { AgentSpec } from "@firstring/contract/call/agent.ts";
import type { ChannelName } from "@firstring/contract/call/event.ts";
import type { CallState } from "@firstring/contract/call/state.ts";
import { supervisors } from "@firstring/contract/schemas/role.ts";
import { accountMail } from "./account-mail.ts";
import { agents } from "./agents/agents.ts";
import { directory } from "./agents/directory.ts";
import { booking } from "./booking/booking.ts";
import { chooseBrain } from "./brains/choose-brain.ts";
import { offline } from "./brains/offline/offline.ts";
import { understandMessage } from "./brains/offline/understand-message.ts";
import { businesses } from "./businesses.ts";
import { installationKeys } from "./carrier-keys.ts";
import { carriers } from "./carriers.ts";
import { browser } from "./channels/browser/browser.ts";
import { chat } from "./channels/chat.ts";
import { simulator } from "./channels/simulator/simulator.ts";
import { chores } from "./chores.ts";
import type { Config } from "./config.ts";
import { callList } from "./consumers/call-list.ts";
import { calls } from "./consumers/calls/calls.ts";
import { conversations } from "./consumers/calls/conversations.ts";
import { dashboardCalls } from "./consumers/calls/dashboard-rows.ts";
import { deliveriesConsumer } from "./consumers/deliveries.ts";
import { mailSender } from "./consumers/mail-sender.ts";
import { mails } from "./consumers/mails/mails.ts";
import { notify } from "./consumers/notify.ts";
import { openDatabase } from "./database.ts";
import { deliveries } from "./deliveries/deliveries.ts";
import { disableFailing } from "./deliveries/disable.ts";
import { endpoints } from "./deliveries/endpoints.ts";
import { forgetOld } from "./deliveries/forget.ts";
import { outgoings } from "./deliveries/outgoing.ts";
import { deliveryWorker } from "./deliveries/worker.ts";
import { openEgress } from "./egress/egress.ts";
import { rangesOf } from "./egress/public-address.ts";
import { type Connect, Engine } from "./engine/engine.ts";
import { owners } from "./engine/owners.ts";
import { recover } from "./engine/recovery.ts";
import { supervisionDesk } from "./engine/supervision.ts";
import { billing } from "./figures/billing.ts";
import { ADD_UP_MS, figureDesk } from "./figures/figures.ts";
import { twilioDesk } from "./http/hooks/twilio.ts";
import { makeLogger } from "./http/logger.ts";
import { httpServer } from "./http/server.ts";
import { vitals } from "./http/vitals.ts";
import { secretsOf } from "./installation.ts";
import type { CallId } from "./lib/ids.ts";
import { sealWith } from "./lib/seal.ts";
import { runConsumers } from "./log/consumer-runner.ts";
import { inbox } from "./log/inbox.ts";
import { postgresLog } from "./log/postgres.ts";
import { messages } from "./messages/messages.ts";
import { brainsSaid, configuredModel } from "./models.ts";
import { people } from "./people/people.ts";
import { gazetteer } from "./places/gazetteer.ts";
import { googlePlaces } from "./places/google.ts";
import { type Places, withFallback } from "./places/places.ts";
import type { Brain } from "./ports/brain.ts";
import { realClock } from "./ports/clock.ts";
import { dryCall } from "./providers/dry-call.ts";
import { tenantProviders } from "./providers/tenant-providers.ts";
import { agentNow, reception } from "./reception.ts";
import { rehearsal } from "./rehearsal.ts";
import { seedHistory } from "./seeds/history.ts";
import { openBusiness } from "./seeds/new-business.ts";
import { demoSignIn } from "./seeds/people.ts";
import { seedDemo } from "./seeds/seed.ts";
import { demoNumbers, demoTenantId } from "./seeds/tenants.ts";
import { speechOf } from "./speech.ts";
import { servicesOf, toolbox, toolSpecs } from "./toolbox.ts";
import { spokenLine } from "./voice/spoken-line.ts";
import { wheel } from "./voice/wheel.ts";

/** The running product. */
export type App = {
  address: string;
  port: number;
  /** Where the data is. */
  where: string;
  /** Which brain answers. */
  brain: string;
  version: string;
  startedMs: number;
  liveCalls(): number;
  /** Takes no more work, lets calls finish until `deadline`, then lets go of everything. */
  stop(deadline: Promise<void>): Promise<void>;
};

/** The composition root: the only place that knows every part. */
export async function compose(config: Config): Promise<App> {
  const clock = realClock;
  const startMs = clock.nowMs();
  const { version } = JSON.parse(readFileSync(new URL("../package.json", import.meta.url), "utf8")) as { version: string };
  const logger = makeLogger(config.mode, config.logLevel);
  const secrets = secretsOf(config);
  const database = await openDatabase(config, secrets, clock, (message) => logger.warn(message));
  const { db } = database;
  const log = postgresLog(db, clock);
  const warn = (err: unknown, what: string, call?: CallId): void => logger.warn({ err, ...(call && { call }) }, what);
  if (config.demo !== "off") await seedDemo(db, clock, config.mode);

  // What is configured and what is booked.
  const ledger = booking(db, clock);
  const register = agents(db, clock);
  const places = placesOf(config, (err) => warn(err, "Google Maps did not answer; the gazetteer does"));
  const slips = messages(db, clock);
  const egress = openEgress({ production: config.mode === "production", opened: rangesOf(config.egressAllow) }, clock);
  const tools = toolbox({
    db,
    ledger,
    register,
    places,
    messages: slips,
  });
  const desk = directory(db, (tenant) => servicesOf(ledger, tenant), toolSpecs(tools));
  const persons = people(
    db,
    clock,
    { jwtSecrets: [secrets.jwtSecret], encryptionKey: secrets.encryptionKey, publicUrl: config.publicUrl, signUpOpen: config.signUp === "open" },
    { sendMail: accountMail(config, logger), tenantOpened: (tx, tenant) => openBusiness(tx, tenant, clock.nowMs()) },
  );

  const seal = sealWith(secrets.encryptionKey);
  const outgoing = outgoings(db, clock);

  // The calls.
  const own = offline();
  const brain = (agent: AgentSpec): Brain => chooseBrain(agent.brain, { offline: own, accesses: config.models, prices: config.modelPrices, clock, warn });
  const nodes = await owners(db, database.url);
  const engine = new Engine({ log, clock, owners: nodes, reception: reception(desk), brain, tools, ended: ledger.letGo, warn });
  const supervision = supervisionDesk(engine, (tenant, present) => persons.stillMay(tenant, present, supervisors));
  const callTable = calls(db, log, understandMessage);
  const conversationTable = conversations(db, clock, callTable);
  const chats = chat(engine, conversationTable, clock);
  const accounts = tenantProviders({
    db,
    clock,
    seal,
    installation: installationKeys(config.twilio, config.carriers),
    publicUrl: config.publicUrl,
    verify: (provider, given) => dryCall(provider, given, config.providerUrls, fetch, egress),
  });
  const { credentials } = accounts;
  const speech = speechOf(warn);
  const turning = wheel(clock);
  const browsers = browser({
    engine,
    clock,
    secret: secrets.jwtSecret,
    keep: conversationTable.keep,
    hears: () => speech.hears,
    speaks: () => speech.speaks,
    speak:
      ({ call, agent, report }) =>
      (line, { partial, deaf, mute }) =>
        spokenLine({
          line,
          ears: speech.ears(),
          voice: speech.voice(agent),
          wheel: turning,
          language: agent.languages[0] ?? "en",
          report,
          asked: () => askedOf(engine.find(call)?.state()),
          partial,
          deaf(error) {
            warn(error, "nothing hears this call any more", call);
            deaf(error);
          },
          mute(error) {
            warn(error, "a sentence was not spoken", call);
            mute(error);
          },
        }),
    warn,
  });
  const business = businesses(db, desk, credentials);
  const twilio = twilioDesk({
    engine,
    inbox: inbox(db),
    clock,
    logger,
    publicUrl: config.publicUrl,
    production: config.mode === "production",
    business,
    sound: {
      hears: speech.hears,
      speaks: speech.speaks,
      speak:
        ({ call, agent }) =>
        (line, report) =>
          spokenLine({
            line,
            ears: speech.ears(),
            voice: speech.voice(agent),
            wheel: turning,
            language: agent.languages[0] ?? "en",
            report,
            asked: () => askedOf(engine.find(call)?.state()),
            deaf: (error) => warn(error, "nothing hears this call any more", call),
            mute: (error) => warn(error, "a sentence was not spoken", call),
          }),
    },
  });
  const outside = carriers({
    db,
    directory: desk,
    engine,
    log,
    inbox: inbox(db),
    clock,
    logger,
    publicUrl: config.publicUrl,
    production: config.mode === "production",
    credentials,
    tools,
    twilio,
    business,
  });
  const callers = simulator({ engine, clock, seed: startMs, numbers: demoNumbers(), zone: "America/Toronto", warn });
  const lines: Partial<Record<ChannelName, Connect>> = {
    twilio: twilio.reconnect,
    chat: chats.reconnect,
    browser: browsers.reconnect,
    telnyx: outside.telnyx.reconnect,
    vapi: outside.vapi.reconnect,
    retell: outside.retell.model.reconnect,
  };
  const reconnect = (channel: ChannelName): Connect | undefined => lines[channel];

  // Those who read the log.
  const consumers = runConsumers({
    db,
    log,
    clock,
    consumers: [callList(understandMessage), notify(), deliveriesConsumer(seal, clock, understandMessage)],
    onTrouble: (name, message, err) => logger.error({ err, consumer: name }, message),
  });
  const sender =
    config.smtp === undefined ? undefined : mailSender({ db, clock, smtp: config.smtp, onTrouble: (message, err) => logger.warn({ err }, message) });
  const deliverer = deliveryWorker({
    db,
    egress,
    clock,
    seal,
    chance: () => randomInt(1_000_000) / 1_000_000,
    onTrouble: (message, err) => logger.warn({ err }, message),
  });
  const recovery = await recover({ engine, log, owners: nodes, clock, reconnect, warn });

  const figures = figureDesk(db, log, clock);
  const housekeeping = chores(
    clock,
    [
      { name: "letting go of lapsed holds", everyMs: 30_000, run: ledger.sweep },
      { name: "adding up figures", everyMs: ADD_UP_MS, run: figures.addUp },
      { name: "asking carriers about unclear dials", everyMs: 30_000, run: outside.reconcile },
      { name: "dismissing supervisors who may no longer", everyMs: 1000, run: supervision.dismiss },
      { name: "clearing old sign-ins", everyMs: 3_600_000, run: persons.sweep },
      { name: "disabling endpoints that only fail", everyMs: 3_600_000, run: () => disableFailing(db, clock.nowMs()) },
      { name: "forgetting old deliveries", everyMs: 3_600_000, run: () => forgetOld(db, clock.nowMs()) },
    ],
    warn,
  );

  // The edge.
  let stopping = false;
  const edge = await httpServer({
    config: { ...config, version, dashboardDir: DASHBOARD },
    logger,
    clock,
    db,
    log,
    people: persons,
    vitals: vitals(db, clock, { liveCalls: () => engine.live.length, stopping: () => stopping }),
    chat: chats,
    browser: browsers,
    agents: register,
    calls: callTable,
    conversations: conversationTable,
    dashboardCalls: dashboardCalls(db),
    figures,
    billing: billing(db),
    mails: mails(db),
    rehearse: rehearsal({
      clock,
      tools,
      brain,
      understand: understandMessage,
      agent: (tenant, agentId) => agentNow(desk, tenant, agentId),
      letGo: ledger.letGo,
      warn,
    }),
    endpoints: endpoints(db, clock, seal, egress),
    deliveries: deliveries(db, clock, seal),
    outgoings: outgoing,
    engine,
    supervision,
    tenantProviders: accounts,
    twilio,
    carriers: outside,
    booking: ledger,
    places,
    messages: slips,
    simulator: callers,
    demo: config.demo === "off" ? undefined : { ...demoSignIn, tenant: demoTenantId("demo-hvac") },
    model: configuredModel(config),
  });
  await edge.listen({ host: config.host, port: config.port });
  const { port } = edge.server.address() as AddressInfo;
  const address = `http://${config.host === "0.0.0.0" || config.host === "127.0.0.1" ? "localhost" : config.host}:${port}`;
  await database.announce(address);
  callers.set(config.demo === "on");
  // Nobody waits for it: the floor is there at once, and the reports fill a moment later.
  const history = new AbortController();
  const remembered =
    config.demo === "on"
      ? seedHistory(
          db,
          startMs,
          (tenant) => desk.answering({ channel: "chat", tenant }).then((found) => (found.is === "found" ? found.agent : undefined)),
          history.signal,
        ).catch((err: unknown) => warn(err, "the demo businesses have no history"))
      : undefined;

  return {
    address,
    port,
    where: database.where,
    brain: brainsSaid(config),
    version,
    startedMs: clock.nowMs() - startMs,
    liveCalls: () => engine.live.length,
    async stop(deadline) {
      stopping = true;
      callers.stop();
      history.abort();
      await remembered;
      recovery.stop();
      await engine.stop(deadline, (channel) => (channel === "chat" ? "whenever" : reconnect(channel) === undefined ? "never" : "soon"));
      await edge.close();
      await housekeeping.stop();
      await consumers.stop();
      await sender?.stop();
      await deliverer.stop();
      await outgoing.stop();
      await egress.close();
      await speech.close();
      await nodes.close();
      await log.close();
      await database.close();
    },
  };
}

/** What the agent has just asked the caller for. */
const askedOf = (state: CallState | undefined): readonly string[] => (state?.act?.kind === "ask" ? (state.act.slots ?? []) : []);

/** Google Maps where a key is set, the gazetteer behind it; else the gazetteer alone. */
function placesOf({ maps }: Config, failed: (error: Error) => void): Places {
  if (maps === undefined) return gazetteer;
  return withFallback(googlePlaces({ key: maps.key, fetch, ...(maps.baseUrl !== undefined && { base: maps.baseUrl }) }), gazetteer, failed);
}

const DASHBOARD = fileURLToPath(new URL("../../dashboard/dist", import.meta.url));
