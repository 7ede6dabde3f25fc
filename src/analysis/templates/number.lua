-- The first pass over a report, the same for every format: it numbers tables and figures, turns references into links,
-- and refuses what cannot be read, all of it at once.

local KIND = { tbl = "Table", fig = "Figure" }
local text = pandoc.utils.stringify
local problems, targets, numbers = {}, {}, { tbl = 0, fig = 0 }

local function problem(message)
  problems[#problems + 1] = (message:gsub("%s+", " "))
end

local function claim(id, label)
  if targets[id] then problem("two things are called '" .. id .. "': give each its own {#...}") end
  targets[id] = label
end

-- Numbers and names ---------------------------------------------------------------------------------------------

local function number(block, kind, plain)
  if not block.identifier:match("^" .. kind .. ":[%w_%-]+$") then
    return problem(KIND[kind]:lower() .. " '" .. plain .. "' needs a name after its caption: {#" .. kind .. ":name}")
  end
  numbers[kind] = numbers[kind] + 1
  local label = KIND[kind] .. "\u{a0}" .. numbers[kind]
  claim(block.identifier, pandoc.Inlines(label))
  local long = block.caption.long
  local words = pandoc.utils.blocks_to_inlines(long)
  long = pandoc.Inlines({ pandoc.Strong(label .. "."), pandoc.Space() })
  long:extend(words)
  block.caption.long = pandoc.Blocks({ pandoc.Plain(long) })
end

local function name_table(tbl)
  local first = tbl.head.rows[1] and text(tbl.head.rows[1].cells[1].contents) or "?"
  if text(tbl.caption.long) == "" then
    problem("the table whose first heading is '" .. first .. "' has no caption: write ': Caption {#tbl:name}' under it")
  else
    number(tbl, "tbl", text(tbl.caption.long))
  end
  return tbl, false
end

local function name_figure(fig)
  local caption, image = text(fig.caption.long), nil
  fig:walk({ Image = function(found) image = found end })
  if not image then return fig, false end
  if text(image.caption) == "" or text(image.caption) == caption then
    problem("figure '" .. (fig.identifier ~= "" and fig.identifier or image.src) .. "' has no alt text: add alt=\"...\"")
  end
  number(fig, "fig", caption)
  return fig, false
end

local last_level = 0
local function name_heading(heading)
  if heading.level > last_level + 1 then
    problem("heading '" .. text(heading) .. "' skips a level: it is level " .. heading.level .. " after level " .. last_level)
  end
  last_level = heading.level
  claim(heading.identifier, heading.content)
end

local function check_source(image)
  if image.src:match("^%a[%w+.-]*:") or image.src:match("^[/\\]") then
    return problem("image '" .. image.src .. "' must be a file given relative to the folder")
  end
  local file = io.open(image.src, "rb")
  if not file then return problem("image '" .. image.src .. "' does not exist in the folder") end
  file:close()
  if text(image.caption) == "" then problem("image '" .. image.src .. "' has no alt text: add alt=\"...\"") end
end

-- The first page repeats what stands in a numbered table further on, so its own has no number.
local function name_first_page(div)
  if div.classes:includes("glance") then return div:walk({ Header = name_heading }), false end
end

-- References ----------------------------------------------------------------------------------------------------

local function resolve(cite)
  local links = pandoc.Inlines({})
  for i, citation in ipairs(cite.citations) do
    local id = citation.id:gsub("^sec:", "")
    if not targets[id] then return problem("reference '@" .. citation.id .. "' points to nothing") end
    if i > 1 then links:extend({ pandoc.Str(","), pandoc.Space() }) end
    links:insert(pandoc.Link(targets[id], "#" .. id, "", pandoc.Attr("", { "reference" })))
  end
  return links
end

local function check_link(link)
  local id = link.target:match("^#(.+)")
  if id and not targets[id] then problem("link '" .. link.target .. "' points to nothing") end
end

local function check_text(str)
  local broken = str.text:match("^%{#%S+") or str.text:match("^:::+")
  if broken then problem("'" .. broken .. "' was not understood: check quotes, braces and the blank lines around it") end
end

-- The pass -----------------------------------------------------------------------------------------------------------

local function check_meta(meta)
  for _, key in ipairs({ "title", "origin" }) do
    if not meta[key] or text(meta[key]) == "" then problem("the metadata block has no '" .. key .. "'") end
  end
  meta.lang = meta.lang or "en-GB"
end

local function stop_on_problems()
  if #problems == 0 then return end
  for _, message in ipairs(problems) do io.stderr:write("REPORT: " .. message .. "\n") end
  os.exit(65)
end

function Pandoc(doc)
  check_meta(doc.meta)
  doc.blocks = doc.blocks:walk({ traverse = "topdown", Header = name_heading, Table = name_table, Figure = name_figure,
    Div = name_first_page })
  doc = doc:walk({ Cite = resolve, Str = check_text, Image = check_source })
  doc:walk({ Link = check_link })
  stop_on_problems()
  return doc
end
