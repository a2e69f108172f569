import { getWorkflow } from "@firstring/contract/routes/endpoints.ts";
import { call } from "../../api/client.ts";
import { tellTrouble } from "../../ui/trouble.tsx";

/** Where the secret goes in the workflow. */
const PLACE = /PASTE THE SECRET OF THE ENDPOINT HERE \([^)]*\)/;

/** Saves the n8n workflow as a file, with the secret in its place where it is known. */
export async function downloadWorkflow(secret?: string): Promise<void> {
  try {
    const text = JSON.stringify(await call(getWorkflow, {}), null, 2);
    const file = new Blob([secret === undefined ? text : text.replace(PLACE, secret)], { type: "application/json" });
    const link = document.createElement("a");
    link.href = URL.createObjectURL(file);
    link.download = "firstring-n8n-workflow.json";
    link.click();
    URL.revokeObjectURL(link.href);
  } catch (problem) {
    tellTrouble(problem);
  }
}
