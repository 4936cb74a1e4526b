"""The review page's own look: three columns that scroll on their own, the keys in sight, nothing that jumps."""

from typing import Final

REVIEW: Final = """
[data-testid="stMainBlockContainer"] { padding: 4rem 1.4rem 1rem; max-width: none; container-type: inline-size; }
[data-testid="stMain"] [data-testid="stVerticalBlock"] { gap: 0.45rem; }
.st-key-tt-desk { --article-height: calc(100vh - 226px); --queue-height: calc(100vh - 252px); }
.st-key-tt-article-text, .st-key-tt-queue { min-height: 300px; }
.st-key-tt-case { height: calc(100vh - 226px) !important; min-height: 300px; padding-right: 0.4rem; }
.st-key-tt-keys { gap: 0.3rem !important; padding-bottom: 0.25rem; background: #fbfaf7; }
[data-testid="stLayoutWrapper"]:has(> .st-key-tt-keys) { position: sticky; top: 0; z-index: 3; }
.st-key-tt-keys button { padding: 0.2rem 0.42rem; min-height: 2rem; }
.st-key-tt-keys button p { font-size: 0.9rem; }
[data-testid="stPopoverBody"] { min-width: min(34rem, 92vw); }
.st-key-tt-hidden { display: none; }
.st-key-tt-reasons button { min-height: 1.9rem; padding: 0.15rem 0.5rem; text-align: left;
  justify-content: flex-start; }
.st-key-tt-reasons button p { text-align: left; font-size: 0.9rem; }
[data-testid="stFileChip"] [role="alert"] { position: static !important; width: auto !important;
  height: auto !important; clip: auto !important; clip-path: none !important; margin: 0 0.3rem !important;
  font-size: 0.8rem; }
.st-key-tt-form label p, .st-key-tt-intake label p { font-size: 0.85rem; }
.st-key-tt-form [data-testid="stVerticalBlock"] { gap: 0.3rem; }
.tt-case h3 { font-size: 1.12rem; line-height: 1.3; }
.tt-case .tt-muted { font-size: 0.88rem; }
.tt-verdict { border-left: 3px solid currentColor; padding: 0.1rem 0 0.1rem 0.6rem; }
.tt-verdict h4 { font-size: 0.93rem; }
.tt-verdict p { margin: 0; } .tt-verdict ul { margin: 0; padding: 0; list-style: none; }
.tt-verdict li { margin: 0; font-size: 0.93rem; }
.tt-arrow { opacity: 0.8; padding: 0 0.15rem; }
.tt-said { margin: 0; padding: 0.3rem 0.6rem; border-left: 3px solid; font-size: 0.9rem; overflow-wrap: anywhere; }
.tt-many { max-height: 11rem; overflow-y: auto; }
.tt-said.tt-good { border-color: #2b7a4b; background: rgba(43,122,75,.12); }
.tt-said.tt-warn { border-color: #a86f00; background: rgba(168,111,0,.13); }
.tt-said.tt-bad, .tt-said.tt-asks { border-color: #b3261e; background: rgba(179,38,30,.12); }
.tt-wrong { margin: -0.15rem 0 0.2rem; font-size: 0.84rem; border-left: 3px solid #b3261e; padding-left: 0.4rem; }
.stHtml dl.tt-fields { padding-left: 0; }
.tt-fields { display: grid; grid-template-columns: max-content 1fr; gap: 0.1rem 0.8rem; margin: 0.2rem 0 0;
  font-size: 0.9rem; }
.tt-fields dt { opacity: 0.78; } .tt-fields dd { margin: 0; overflow-wrap: anywhere; }
.tt-fields dd.tt-unset { font-weight: 600; border-left: 3px solid #b3261e; padding-left: 0.4rem; }
img.tt-locator { width: 100%; height: auto; border-radius: 4px; display: block; }
.tt-bars { position: relative; height: 36px; } img.tt-coverage { width: 100%; height: 36px; display: block; }
.tt-bars u { position: absolute; top: -2px; bottom: -2px; width: 2px; background: currentColor; }
.stHtml p.tt-tally { margin: 0; font-size: 0.86rem; line-height: 1.35; }
.tt-strip p { margin: 0.1rem 0 0; font-size: 0.86rem; }
.tt-strip { margin-top: 0.2rem; } .tt-strip .tt-years { margin-bottom: 0; }
@container (max-width: 1000px) { .st-key-tt-desk { --article-height: 46vh; --queue-height: 40vh; }
  .st-key-tt-case { height: auto !important; } }
@media (max-width: 640px) { [data-testid="stMainBlockContainer"] { padding: 4rem 0.7rem 1rem; }
  .st-key-tt-desk { --article-height: 42vh; --queue-height: 42vh; } .st-key-tt-case { height: auto !important; } }
"""
"""Style sheet of the review page."""

BY_NIGHT: Final = """
.st-key-tt-keys { background: #16191c; }
button[kind="primary"]:enabled, button[kind="primary"]:enabled p { color: #14181b; }
"""
"""What more it needs on dark paper: its accent is pale there, and white on it cannot be read."""
