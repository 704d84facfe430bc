/** An article of our own, of some two pages: who says what, who denies it, who accuses whom, how sure they are. All of it is invented. */
export const ARTICLE_NAME = "courier.txt";

export const ARTICLE = `Outside firm ordered posts to help List A, report shows

The Alda Courier, Wednesday 29 October 2031

A firm outside Velmark paid for hundreds of posts before this month's vote, the Electoral Authority said in a statement on Tuesday. The posts praised List A and appeared on three platforms between 2 and 9 October.

The Electoral Authority and the Safety Office assess that one operator outside Velmark likely directed the posts. The Electoral Authority has moderate confidence in this judgment.

"We saw one payer and one text file," the Electoral Authority said. It added that no count of votes was touched.

List A denied any contact with the firm. "We never paid anyone to post, and the contract is not ours," its campaign office said on Tuesday evening.

List B accused List A of hiding the payments. List A in turn accused List B of leaking the contract in early October.

Harbour Lab, which studied the accounts, reported last week that they were run from one place. "The same file was posted by forty accounts within two minutes," Harbour Lab said.

"A hired scheduler would look the same," said Mara Ellin, who teaches statistics at Alda University. She said that the pattern alone proves nothing about who paid.

The hosting company said that it had closed all accounts of the customer. The company's lawyer, Jon Vesk, said: "Our client will answer questions of the court and of nobody else."

According to the Safety Office, two of the accounts were made in 2029. The Ministry of Trade warned that further contracts may exist.

Polls have had List A ahead since 21 September. The vote is on 2 November.
`;
