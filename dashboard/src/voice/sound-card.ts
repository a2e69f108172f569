/** Why there is no sound. Each has its own words and its own way out. */
export type SoundProblem = "insecure" | "denied" | "no_microphone" | "busy" | "unsupported";

export class NoSound extends Error {
  readonly problem: SoundProblem;
  constructor(problem: SoundProblem) {
    super(problem);
    this.problem = problem;
  }
}

export type SoundCardHears = { frame(pcm: ArrayBuffer): void; level(level: number): void; played(mark: string): void; agentLevel(level: number): void };

/** Microphone and loudspeaker of this browser, at 16 kHz in frames of 20 ms. */
export type SoundCard = {
  play(pcm: ArrayBuffer): void;
  mark(name: string): void;
  clear(): void;
  /** Speaks on through another microphone. @throws NoSound */
  choose(device: string): Promise<void>;
  close(): void;
};

/**
 * Asks for the microphone and begins; call it from a click.
 * @param worklet address of talk-worklet.js
 * @throws NoSound
 */
export async function openSoundCard(worklet: string, device: string | undefined, hears: SoundCardHears): Promise<SoundCard> {
  if (!globalThis.isSecureContext || navigator.mediaDevices === undefined) throw new NoSound("insecure");
  if (typeof AudioWorkletNode === "undefined") throw new NoSound("unsupported");
  let stream = await microphone(device);
  const context = new AudioContext({ latencyHint: "interactive" });
  try {
    await context.audioWorklet.addModule(worklet);
    await context.resume();
  } catch {
    stop(stream);
    void context.close();
    throw new NoSound("unsupported");
  }
  const ear = new AudioWorkletNode(context, "firstring-microphone", { numberOfOutputs: 0, channelCount: 1, channelCountMode: "explicit" });
  const mouth = new AudioWorkletNode(context, "firstring-speaker", { numberOfInputs: 0, outputChannelCount: [1] });
  ear.port.onmessage = ({ data }: MessageEvent<{ frame: Int16Array<ArrayBuffer>; level: number }>) => {
    hears.frame(data.frame.buffer);
    hears.level(data.level);
  };
  mouth.port.onmessage = ({ data }: MessageEvent<{ played?: string; level?: number }>) => {
    if (data.played !== undefined) hears.played(data.played);
    if (data.level !== undefined) hears.agentLevel(data.level);
  };
  mouth.connect(context.destination);
  let source = context.createMediaStreamSource(stream);
  source.connect(ear);
  return {
    play: (pcm) => mouth.port.postMessage({ pcm: new Int16Array(pcm) }, [pcm]),
    mark: (mark) => mouth.port.postMessage({ mark }),
    clear: () => mouth.port.postMessage({ clear: true }),
    async choose(next) {
      const other = await microphone(next);
      source.disconnect();
      stop(stream);
      stream = other;
      source = context.createMediaStreamSource(stream);
      source.connect(ear);
    },
    close() {
      stop(stream);
      void context.close();
    },
  };
}

async function microphone(device: string | undefined): Promise<MediaStream> {
  const wanted = { echoCancellation: true, noiseSuppression: true, autoGainControl: true, channelCount: 1 };
  try {
    return await navigator.mediaDevices.getUserMedia({ audio: device === undefined ? wanted : { ...wanted, deviceId: { exact: device } } });
  } catch (error) {
    const name = error instanceof DOMException ? error.name : "";
    if (name === "OverconstrainedError" && device !== undefined) return microphone(undefined); // unplugged since
    throw new NoSound(
      name === "NotAllowedError" || name === "SecurityError"
        ? "denied"
        : name === "NotFoundError" || name === "OverconstrainedError"
          ? "no_microphone"
          : "busy",
    );
  }
}

function stop(stream: MediaStream): void {
  for (const track of stream.getTracks()) track.stop();
}

/** The microphones there are; named only once one may be used. */
export async function microphones(): Promise<{ id: string; name: string }[]> {
  const devices = (await navigator.mediaDevices?.enumerateDevices().catch(() => [])) ?? [];
  return devices.flatMap(({ kind, deviceId, label }) => (kind === "audioinput" && deviceId !== "" && label !== "" ? [{ id: deviceId, name: label }] : []));
}
