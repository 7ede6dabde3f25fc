-- Where a term stands first in a section of a page, it leads to what it means, which it says on hover and focus too.

local text = pandoc.utils.stringify

-- What each term means, from the list at the end.
local function known(doc)
  local terms = {}
  doc.blocks:walk({ Table = function(tbl)
    if tbl.identifier ~= "tbl:terms" then return end
    for _, row in ipairs(tbl.bodies[1].body) do
      terms[text(row.cells[1].contents)] = text(row.cells[2].contents)
    end
  end })
  return terms
end

-- The blocks with those links: their words in full stand in them, seen on hover and focus, and heard always.
local function led_to(blocks, terms)
  local led = {}
  local function lead(str)
    local before, word, after = str.text:match("^([%(“]?)([%w&]+)(.*)$")
    local means = word and (#after == 0 or after:match("^[%p’]")) and terms[word]
    if not means or led[word] then return end
    led[word] = true
    local in_full = pandoc.Span({ pandoc.Space(), pandoc.Str("(" .. means .. ")") }, pandoc.Attr("", { "means" }))
    local link = pandoc.Link({ pandoc.Str(word), in_full }, "#tbl:terms", "", pandoc.Attr("", { "term" }))
    return { pandoc.Str(before), link, pandoc.Str(after) }, false
  end
  local keep = function(it) return it, false end
  local how = { traverse = "topdown", Str = lead, Link = keep }
  for _, name in ipairs({ "Table", "Figure", "Header" }) do how[name] = keep end
  for place, block in ipairs(blocks) do
    if block.t == "Header" and block.level == 1 then led = {} end
    -- A walk begins inside a block.
    if not how[block.t] then blocks[place] = block:walk(how) end
  end
  return blocks
end

return { known = known, led_to = led_to }
