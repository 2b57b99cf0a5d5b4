// The elements of a page that share a module: each is told when another changed what they share.
import type { Resources } from './resources';
import { nextTask } from './tasks';

/** The Playground. */
export interface Member {
  readonly resources: Resources;
  told(): void;
}

export class Company {
  private readonly members = new Set<Member>();
  private readonly waiting = new Set<Member>();
  private telling = false;

  add(member: Member): void {
    this.members.add(member);
  }

  /** Returns another member, which gets what still comes of its loads. */
  remove(member: Member): Member | undefined {
    this.members.delete(member);
    const [heir] = this.members;
    return heir;
  }

  /** Tells all others, each in a task of its own. */
  tell(by: Member): void {
    for (const member of this.members) if (member !== by) this.waiting.add(member);
    if (!this.telling) void this.round();
  }

  private async round(): Promise<void> {
    this.telling = true;
    try {
      // Those that are added meanwhile are met too.
      for (const member of this.waiting) {
        await nextTask();
        this.waiting.delete(member);
        if (this.members.has(member)) member.told();
      }
    } finally {
      this.telling = false;
    }
  }
}
