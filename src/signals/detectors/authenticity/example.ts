import type { Example } from "../../detector.ts";

/**
 * An invented town: five mails of a mailbox file with line breaks of one character. Two are as they were signed, one was changed,
 * one was never signed, and of one the archive has no key; two that they answer are not there.
 */
const MAILBOX = `From mailer Thu May  1 10:00:00 2031
DKIM-Signature: v=1; a=ed25519-sha256; c=relaxed/relaxed; d=town.example;
 h=Message-ID: Date: Subject: To: From; q=dns/txt; s=s2031; t=1935396000;
 bh=AYt+IYGb3lxBe7Oi3JsfRt5EVxXLgGyuNHR8gR+kxus=;
 b=6LqBfEaAStT49AGlWyKU42AS/MJpso0z2yqqn/AxL5W5p7A2ikyZfZbTO0vx+VfoxpdxB+4Pz
 HHVkmbCxnEcDw==
From: clerk@town.example
To: mayor@town.example
Subject: Berths
Date: Thu, 01 May 2031 10:00:00 +0000
Message-ID: <one@town.example>
Received: from desk by mx.town.example; Thu, 01 May 2031 10:00:05 +0000

Placeholder text one: the berths of the north quay are let until autumn.
>From the port nothing new.

From mailer Thu May  2 10:00:00 2031
DKIM-Signature: v=1; a=ed25519-sha256; c=relaxed/relaxed; d=town.example;
 h=In-Reply-To: Message-ID: Date: Subject: To: From; q=dns/txt; s=s2031;
 t=1935478800; bh=RMDucvwLh4Bg/QzK82kemf7cZPPpgEQZOYZAZ8jmfNE=;
 b=Krb/iN5440rCXz5JO3NUfvj3jW6l+TwZMrudrUL0xeHqSSK1yuticX12g1K8wABbUs3W8ktKC
 7Lhu5kb2vItDA==
From: clerk@town.example
To: mayor@town.example
Subject: Re: Berths
Date: Fri, 02 May 2031 09:00:00 +0000
Message-ID: <two@town.example>
In-Reply-To: <zero@town.example>
Received: from desk by mx.town.example; Fri, 02 May 2031 09:00:04 +0000

Placeholder text two: the fee stays as it was agreed.

From mailer Thu May  3 10:00:00 2031
DKIM-Signature: v=1; a=ed25519-sha256; c=relaxed/relaxed; d=town.example;
 h=Message-ID: Date: Subject: To: From; q=dns/txt; s=s2031; t=1935565200;
 bh=FPSkTHMI3nlGnGl/74G/RRmLsULPDfAQwuqn+U7geA4=;
 b=t+hyhbbTc7IJQqyv7lPfWJPQsc/nYyQTYJeudFH5Axsm7aXtLhr4J8XFC26KvSLbudOOxOB8g
 s9Yyiauw433Ag==
From: clerk@town.example
To: mayor@town.example
Subject: Fee
Date: Sat, 03 May 2031 09:00:00 +0000
Message-ID: <three@town.example>
Received: from desk by mx.town.example; Sat, 03 May 2031 09:00:04 +0000

Placeholder text three: the fee is 90.

From mailer Thu May  4 10:00:00 2031
From: mayor@town.example
To: mayor@town.example
Subject: Re: Fee
Date: Sun, 04 May 2031 09:00:00 +0000
Message-ID: <four@town.example>
In-Reply-To: <three@town.example>
References: <first@port.example> <three@town.example>

Placeholder text four: seen.

From mailer Thu May  5 10:00:00 2031
DKIM-Signature: v=1; a=ed25519-sha256; c=relaxed/relaxed; d=port.example;
 h=Message-ID: Date: Subject: To: From; q=dns/txt; s=k1; t=1935738000;
 bh=EEgQT8neLFKeqGcuUpiHkoO8VaXcMeUuYTzUL4VHw5c=;
 b=nazZFI9SPxIeA4Rpe42/a055WsfY6C82DOgNbNNG8Qrlw8HbfmsN/g4SRyQ7UKCCXSRl1zKP0
 6dyF8rjSl6NAA==
From: office@port.example
To: mayor@town.example
Subject: Cranes
Date: Mon, 05 May 2031 09:00:00 +0000
Message-ID: <five@port.example>
Received: from a by mx.town.example; Sun, 04 May 2031 09:00:00 +0000

Placeholder text five: the crane is repaired.

`;

const KEYS = `domain,selector,record,from,to
town.example,s2031,"v=DKIM1; k=ed25519; p=Zr5+Myx6RTMyvZ0Kf32wVfXF7xoGraZtmLOftoEMRzo=",2031-01-01,2031-12-31
`;

/** What became of each mail, and which are absent. */
export const example: Example = Object.freeze({
  posts: () => [],
  tables: [
    { key: "mailbox", as: "mails", csv: MAILBOX },
    { key: "keys.csv", as: "table", csv: KEYS },
  ],
  parameters: { mails: "mailbox", keys: "keys.csv" },
} satisfies Example);
