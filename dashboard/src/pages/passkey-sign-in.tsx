import type { LoggedIn } from "@firstring/contract/schemas/account.ts";
import { Alert, Button } from "@mantine/core";
import { IconFingerprint } from "@tabler/icons-react";
import { useMutation } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { hasPasskeys, signInWithPasskey } from "../api/passkey.ts";
import { wordsOf } from "../ui/trouble.tsx";

/** Signs in with one press, where the browser can: nothing is typed. */
export function PasskeySignIn({ onSignedIn }: { onSignedIn: (session: LoggedIn) => void }) {
  const { t } = useTranslation();
  const signIn = useMutation({ mutationFn: signInWithPasskey, onSuccess: onSignedIn });
  if (!hasPasskeys()) return null;
  return (
    <>
      {signIn.error !== null && (
        <Alert role="alert" variant="light" color="red" p="xs" mt="sm">
          {wordsOf(signIn.error)}
        </Alert>
      )}
      <Button
        variant="default"
        fullWidth
        mt="sm"
        leftSection={<IconFingerprint size={17} aria-hidden />}
        loading={signIn.isPending}
        onClick={() => signIn.mutate()}
      >
        {t("passkeys.sign_in")}
      </Button>
    </>
  );
}
