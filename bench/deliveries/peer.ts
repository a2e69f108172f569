import { createHmac } from "node:crypto";
import { Agent } from "node:http";
import pg from "pg";
import { peers } from "../peers/peers.ts";

// A BullMQ worker that signs and posts with axios, and keeps what the product keeps (the delivery's state and the attempt) in Postgres.
const [folder = "", redisPort = "", queue = "", ownerUrl = "", state = ""] = process.argv.slice(2);
const { require } = peers(["--peers", folder]);
type Job = { data: { id: string; url: string; body: string; secret: string } };
const { Worker } = require("bullmq") as {
  Worker: new (name: string, work: (job: Job) => Promise<void>, options: unknown) => { on(what: string, heard: (error: Error) => void): void };
};
const axios = require("axios") as { post(url: string, body: string, options: unknown): Promise<{ status: number; headers: unknown; data: string }> };
const pool = new pg.Pool({ connectionString: ownerUrl, max: 10 });
const httpAgent = new Agent({ keepAlive: true, maxSockets: 64 });

const worker = new Worker(
  queue,
  async ({ data: { id, url, body, secret } }) => {
    const timestamp = String(Math.floor(Date.now() / 1000));
    const headers = {
      "content-type": "application/json; charset=utf-8",
      "webhook-id": id,
      "webhook-timestamp": timestamp,
      "webhook-signature": `v1,${createHmac("sha256", Buffer.from(secret, "base64")).update(`${id}.${timestamp}.${body}`).digest("base64")}`,
      "x-webhook-signature": `sha256=${createHmac("sha256", secret).update(body).digest("hex")}`,
    };
    const begunMs = Date.now();
    const answer = await axios.post(url, body, { headers, httpAgent, proxy: false, timeout: 30_000, maxRedirects: 0, responseType: "text" });
    if (state !== "postgres") return;
    await pool.query({
      name: "settle",
      text: `with settled as (update peer_deliveries set status = 'delivered', attempts = attempts + 1, settled_at = now() where id = $1 returning id, attempts)
        insert into peer_attempts (delivery_id, nth, at, ms, request_headers, status, response_headers, response_body) select id, attempts, now(), $2, $3, $4, $5, $6 from settled`,
      values: [id, Date.now() - begunMs, JSON.stringify(headers), answer.status, JSON.stringify(answer.headers), answer.data],
    });
  },
  { connection: { host: "127.0.0.1", port: Number(redisPort), maxRetriesPerRequest: null }, concurrency: 64 },
);
worker.on("error", (error) => process.stderr.write(`${String(error)}\n`));
process.stdout.write('{"ready":true}\n');
