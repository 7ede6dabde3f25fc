"""The shared logic of the Safe & Together London evaluation: cleaning, findings, and what is
printed of them.
"""

import sys

# jsonschema, which reads notebooks, would load a grammar of addresses: a second in every process,
# and nothing here has any.
sys.modules.setdefault("rfc3987_syntax", None)
